package dev.sild.stacks.shared;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a translation must know of the cluster; {@link #OFFLINE} where there is none, as for {@code render}.
 *
 * @param capabilities the kinds of others that are there
 * @param identities the identity (uid and resourceVersion) of each Secret that pods read, by its name, and of each
 *     ConfigMap that somebody else makes, by {@link dev.sild.kubernetes.objects.RenderOptions#identityOfConfigMap}, so
 *     that they roll when it changes; a hash of a Secret's content could be guessed
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

    /** Makes those of a reader whom nobody restricts. */
    public Inputs(Set<Capability> capabilities, Map<String, String> identities, Set<String> rotating) {
        this(capabilities, identities, rotating, Permissions.UNRESTRICTED);
    }

    /** Returns the same with other permissions. */
    public Inputs with(Permissions others) {
        return new Inputs(capabilities, identities, rotating, others);
    }

    /** Returns the identity of a Secret; nothing where it is not known (yet). */
    public Optional<String> identity(String secret) {
        return Optional.ofNullable(identities.get(secret));
    }
}
