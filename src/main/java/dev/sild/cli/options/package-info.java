/** Options that several commands share, each declared once. */
package dev.sild.cli.options;
