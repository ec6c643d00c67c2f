package dev.sild.operator.engine;

import dev.sild.operator.engine.state.Reference;
import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.Stack;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Set;

/**
 * A kind of stack: all that the operator knows of it.
 *
 * @param <R> the class of its custom resources
 */
public interface StackKind<R extends CustomResource<?, ?>> {

    /** Returns the class of the custom resources. */
    Class<R> type();

    /**
     * Returns the stack that a custom resource describes.
     *
     * @throws IllegalArgumentException where it describes none; the message is for the user
     */
    Stack translate(R resource, Inputs inputs);

    /** Returns the user's Secrets and ConfigMaps that the pods of a stack read: they roll when one changes. */
    default Set<Reference> references(Stack stack) {
        return Reference.of(stack);
    }

    /** Whether the user asks that nothing of the stack be touched. */
    boolean isPaused(R resource);
}
