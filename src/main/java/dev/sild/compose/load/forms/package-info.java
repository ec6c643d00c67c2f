/** Short forms of attributes, turned into their long forms. */
package dev.sild.compose.load.forms;
