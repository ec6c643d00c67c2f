/**
 * What the kinds of stacks share below their specs: the value that a custom resource is translated into, and how its
 * components are built.
 *
 * <p>A {@link dev.sild.stacks.shared.Stack} is an {@link dev.sild.model.Application} and what an application does not
 * say: which secrets are generated, what outlives the stack, which third-party kinds it needs. The operator,
 * {@code render} and {@code diff} start from the same value. Pure: no generated class, client, clock, file or random
 * number.
 */
package dev.sild.stacks.shared;
