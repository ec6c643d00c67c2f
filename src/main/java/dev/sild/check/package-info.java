/**
 * The rules of {@code sild check}: what is wrong, or could be better, in a project as its author wrote it. The rules
 * themselves are in {@code rules}, the forms of the result in {@code output}. A rule reads what a conversion has found
 * out about a project, and no file.
 */
package dev.sild.check;
