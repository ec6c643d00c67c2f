/** What is done to the whole model, one pass after the other: canonical forms, merging, defaults, paths. */
package dev.sild.compose.load.passes;
