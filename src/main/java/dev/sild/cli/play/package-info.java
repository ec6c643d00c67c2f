/** The projects and stacks that up, down, ps and logs work on, and that graph shows live. */
package dev.sild.cli.play;
