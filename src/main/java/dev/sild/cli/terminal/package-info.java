/** Input and output of the process, exit codes and interruption. */
package dev.sild.cli.terminal;
