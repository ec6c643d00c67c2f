/** The command line: one class a command, with nothing but options, calls and exit codes. */
package dev.sild.cli;
