/** Where texts of a manifest come from, so that a chart can ask for them. */
package dev.sild.output.trace;
