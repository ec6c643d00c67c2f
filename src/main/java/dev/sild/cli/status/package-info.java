/**
 * The state of a stack or converted project in a cluster on one screen: what is read, the cause of a failure, and how
 * it is printed.
 */
package dev.sild.cli.status;
