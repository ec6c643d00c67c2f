/** The projects and stacks that up, down, ps and logs work on. */
package dev.sild.cli.play;
