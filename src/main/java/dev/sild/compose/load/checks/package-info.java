/** What a project must hold to, beyond the types of its attributes. */
package dev.sild.compose.load.checks;
