/** Corrections of violations that change one place of a file and nothing that the application does. */
package dev.sild.check.fix;
