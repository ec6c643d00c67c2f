/**
 * The list of all stack kinds: the command line and the operator know a kind only through this list.
 *
 * <p>A further kind is: the source of its definition in {@code src/main/crds/}, named in {@code schema/Crds}; a package
 * of its own that translates it, and a line in {@link dev.sild.kinds.Kinds}; its {@code operator/…Reconciler}, which
 * the operator SDK wants as a class of its own; its examples, goldens and the stacks that the operator's tests take,
 * which the tests find by their folders; and a word in the chart's list of kinds, to which it gives rights. What it
 * shares with other kinds it takes from {@code src/main/crds/fragments/}: their classes are those of all kinds, so that
 * one translation serves them.
 */
package dev.sild.kinds;
