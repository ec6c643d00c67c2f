package dev.sild.kinds;

import dev.sild.stacks.shared.Hibernation;
import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.Stack;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * A kind of stack.
 *
 * @param type the class of its custom resources
 * @param translation what one of them describes
 * @param paused whether the user asks that nothing of one be touched
 * @param <R> the class of its custom resources
 */
public record Kind<R extends CustomResource<?, ?>>(
        Class<R> type, BiFunction<R, Inputs, Stack> translation, Predicate<R> paused) {

    /** Returns its name, such as {@code WebStack}. */
    public String name() {
        return type.getSimpleName();
    }

    /**
     * Returns the stack that a resource describes.
     *
     * @throws IllegalArgumentException where its schema allows what cannot be; the message is for the user
     */
    public Stack translate(R resource, Inputs inputs) {
        Stack stack = translation.apply(resource, inputs);
        return Hibernation.isRequested(resource) ? Hibernation.of(stack) : stack;
    }
}
