/**
 * What {@code sild check} says of a project as its author wrote it: which rules it violates, which violations are
 * allowed by comments or settings, and which are known. Rules read what a conversion has found out about a project, and
 * no file.
 */
package dev.sild.check;
