package dev.sild.operator.engine.state;

import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.stacks.shared.ExternalBundles;
import dev.sild.stacks.shared.SecretSeed;
import dev.sild.stacks.shared.Stack;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Secret or ConfigMap that the user made and a stack reads.
 *
 * @param secret whether it is a Secret
 * @param name its name, in the stack's namespace
 */
public record Reference(boolean secret, String name) {
    /** Returns a Secret's. */
    public static Reference secret(String name) {
        return new Reference(true, name);
    }

    /** Returns a ConfigMap's. */
    public static Reference configMap(String name) {
        return new Reference(false, name);
    }

    /** Returns the name by which translations ask for its identity. */
    public String identityName() {
        return secret ? name : RenderOptions.identityOfConfigMap(name);
    }

    public ChildKind kind() {
        return secret ? ChildKind.SECRET : ChildKind.CONFIG_MAP;
    }

    /**
     * Returns what the pods of a stack read and the user made. Generated Secrets are the operator's own, and watched as
     * such.
     */
    public static Set<Reference> of(Stack stack) {
        Set<String> generated = stack.seeds().stream().map(SecretSeed::name).collect(Collectors.toSet());
        return Stream.concat(
                        ExternalBundles.names(stack.application(), true).stream()
                                .filter(name -> !generated.contains(name))
                                .map(Reference::secret),
                        ExternalBundles.names(stack.application(), false).stream()
                                .map(Reference::configMap))
                .collect(Collectors.toUnmodifiableSet());
    }
}
