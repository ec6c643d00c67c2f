/**
 * Stacks and converted projects in a cluster, custom resources in files, and how a plan for them is printed.
 *
 * <p>It has more than 25 classes: what all commands for a running application share, from choosing it to its backups.
 */
package dev.sild.cli.stack;
