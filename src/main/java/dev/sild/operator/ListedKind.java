package dev.sild.operator;

import dev.sild.kinds.Kind;
import dev.sild.operator.engine.StackKind;
import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.Permissions;
import dev.sild.stacks.shared.Stack;
import io.fabric8.kubernetes.client.CustomResource;

/**
 * A kind of the list as the engine takes it.
 *
 * @param permissions what the operator's settings allow the authors of stacks
 */
public record ListedKind<R extends CustomResource<?, ?>>(Kind<R> kind, Permissions permissions)
        implements StackKind<R> {
    @Override
    public Class<R> type() {
        return kind.type();
    }

    @Override
    public Stack translate(R resource, Inputs inputs) {
        Stack stack = kind.translate(resource, inputs.with(permissions));
        permissions.check(stack.application(), resource.getMetadata().getNamespace());
        return stack;
    }

    @Override
    public boolean isPaused(R resource) {
        return kind.paused().test(resource);
    }
}
