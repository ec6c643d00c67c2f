package dev.sild.operator.engine.observe;

import dev.sild.operator.engine.state.Owner;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/**
 * Whether the stacks of one kind still exist. It is asked before an object without an owner is created: the watch of
 * such objects may be ahead of the watch of the stacks, so that a stack and its objects that are deleted together look
 * for a moment like a stack that has lost its objects. What is created then would never be removed.
 */
public final class StackPresence {
    private final Cluster cluster;
    private final ResourceDefinitionContext kind;

    public StackPresence(Cluster cluster, ResourceDefinitionContext kind) {
        this.cluster = cluster;
        this.kind = kind;
    }

    /**
     * Asks the API server.
     *
     * @throws StackGoneException if the stack is deleted or being deleted, or another one has its name
     * @throws KubernetesClientException if the API server does not answer
     */
    public void require(Owner owner) {
        GenericKubernetesResource stack = cluster.stack(owner, kind);
        if (stack == null
                || !owner.uid().equals(stack.getMetadata().getUid())
                || stack.getMetadata().getDeletionTimestamp() != null) {
            throw new StackGoneException(owner);
        }
    }
}
