/** Corrections of violations that insert a few words in one place of a file and leave everything else as it is. */
package dev.sild.check.fix;
