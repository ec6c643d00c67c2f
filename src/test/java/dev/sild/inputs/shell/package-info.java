/** Tests of the shell's syntax. */
package dev.sild.inputs.shell;
