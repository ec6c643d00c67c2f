/**
 * What the three kinds of stacks share: the value that a custom resource is translated into, and how it becomes
 * objects.
 *
 * <p>A {@link dev.sild.stacks.shared.Stack} is an {@link dev.sild.model.Application} and what an application does not
 * say: which secrets are generated, what outlives the stack, which kinds of others it needs. What several kinds of
 * stacks say alike in their resources becomes the model's here too. All here is pure: no client, clock, file or random
 * number. The operator, {@code render} and {@code diff} start from the same value.
 */
package dev.sild.stacks.shared;
