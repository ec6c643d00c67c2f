/** What databases are configured with, each in its own language. */
package dev.sild.programs.settings;
