package dev.sild.stacks.shared;

import java.util.Set;

/**
 * What a translation must know of the cluster; {@link #OFFLINE} where there is none, as for {@code render}.
 *
 * @param capabilities the third-party kinds that exist
 * @param rotating the names of the {@link SecretSeed}s in the first step of a rotation: their rotators run
 * @param permissions what the cluster's administrator allows
 */
public record Inputs(Set<Capability> capabilities, Set<String> rotating, Permissions permissions) {
    /** Every capability and permission, and no rotation. */
    public static final Inputs OFFLINE = new Inputs(Set.of(Capability.values()), Set.of());

    public Inputs {
        capabilities = Set.copyOf(capabilities);
        rotating = Set.copyOf(rotating);
    }

    /** Creates inputs without restrictions. */
    public Inputs(Set<Capability> capabilities, Set<String> rotating) {
        this(capabilities, rotating, Permissions.UNRESTRICTED);
    }

    public Inputs with(Permissions others) {
        return new Inputs(capabilities, rotating, others);
    }
}
