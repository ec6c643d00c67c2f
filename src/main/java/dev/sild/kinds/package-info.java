/**
 * The list of all stack kinds: the command line and the operator know a kind only through this list.
 *
 * <p>CONTRIBUTING.md lists the files of a new kind. What it shares with other kinds comes from
 * {@code src/main/crds/fragments/}, whose generated classes and translation serve all kinds.
 */
package dev.sild.kinds;
