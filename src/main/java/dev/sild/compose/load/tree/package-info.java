/** Nodes of a parsed file, their texts, sources and problems, and the budget they are counted against. */
package dev.sild.compose.load.tree;
