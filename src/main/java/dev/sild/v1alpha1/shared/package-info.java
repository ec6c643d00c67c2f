/**
 * What the definitions of several kinds have in common.
 *
 * <p>The classes are generated from the fragments in {@code src/main/crds}. The interfaces here are written by hand:
 * the build lets each generated class implement those whose getters it has, so that one method serves classes that are
 * alike. A property without a default may be null. Enumerations are compared by their names.
 */
package dev.sild.v1alpha1.shared;
