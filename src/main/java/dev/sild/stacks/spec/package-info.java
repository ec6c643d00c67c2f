/**
 * From what the specs of several kinds have alike to the model and to the settings of programs: exposure, placement,
 * programs of the user, databases, nginx. One translation serves all kinds, since the generated classes implement the
 * interfaces of {@link dev.sild.v1alpha1.shared}.
 */
package dev.sild.stacks.spec;
