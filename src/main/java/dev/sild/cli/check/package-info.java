/** What {@code sild check} reads and prints. */
package dev.sild.cli.check;
