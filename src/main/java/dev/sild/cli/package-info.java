/**
 * The command line: one class a command, with nothing but options, calls and exit codes.
 *
 * <p>It has more than 25 classes because there are as many commands; what several of them share is in the packages
 * below.
 */
package dev.sild.cli;
