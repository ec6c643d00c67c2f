/** Stacks and converted projects in a cluster, custom resources in files, and how a plan for them is printed. */
package dev.sild.cli.stack;
