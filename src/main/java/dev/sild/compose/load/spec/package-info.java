/** The table of attributes: which ones a compose file may have, and of what type. */
package dev.sild.compose.load.spec;
