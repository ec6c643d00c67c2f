package dev.sild.stacks.shared;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a translation must know of the cluster; {@link #OFFLINE} where there is none, as for {@code render}.
 *
 * @param capabilities the third-party kinds that exist
 * @param identities the identity (uid and resourceVersion) of each Secret that pods read, by its name, and of each
 *     externally created ConfigMap, by {@link dev.sild.kubernetes.objects.RenderOptions#identityOfConfigMap}, so that
 *     the pods are rolled out again when it changes; the content of a Secret could be guessed from a hash
 * @param rotating the names of the {@link SecretSeed}s in the first step of a rotation: their rotators run
 * @param permissions what the cluster's administrator allows
 */
public record Inputs(
        Set<Capability> capabilities, Map<String, String> identities, Set<String> rotating, Permissions permissions) {
    /** Every capability and permission, and no secret known. */
    public static final Inputs OFFLINE = new Inputs(Set.of(Capability.values()), Map.of(), Set.of());

    public Inputs {
        capabilities = Set.copyOf(capabilities);
        identities = Map.copyOf(identities);
        rotating = Set.copyOf(rotating);
    }

    /** Creates inputs without restrictions. */
    public Inputs(Set<Capability> capabilities, Map<String, String> identities, Set<String> rotating) {
        this(capabilities, identities, rotating, Permissions.UNRESTRICTED);
    }

    public Inputs with(Permissions others) {
        return new Inputs(capabilities, identities, rotating, others);
    }

    /** Returns the identity of a Secret; nothing where it is not known (yet). */
    public Optional<String> identity(String secret) {
        return Optional.ofNullable(identities.get(secret));
    }
}
