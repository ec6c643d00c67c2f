/** What {@code sild pipeline} reads from its options and from the repository around the project. */
package dev.sild.cli.pipeline;
