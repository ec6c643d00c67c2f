/**
 * Scripts for a POSIX shell or bash, taken apart into the commands that they would run. Nothing is run: a variable that
 * the script does not set stays a variable, and what cannot be known without running something is a finding. Knows no
 * container engine.
 */
package dev.sild.inputs.shell;
