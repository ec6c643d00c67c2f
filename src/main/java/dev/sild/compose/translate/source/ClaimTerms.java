package dev.sild.compose.translate.source;

import dev.sild.model.Volume;
import java.util.Map;
import java.util.Optional;

/**
 * What a claim requests, as far as it is specified.
 *
 * @param size a Kubernetes quantity; empty if not specified
 * @param storageClass empty if not specified
 */
public record ClaimTerms(String size, String storageClass, Optional<Volume.Access> access) {
    /** The size that a claim requests by default. */
    public static final String DEFAULT_SIZE = "1Gi";

    /** What a claim requests by default. */
    private static final ClaimTerms DEFAULT =
            new ClaimTerms(DEFAULT_SIZE, "", Optional.of(Volume.Access.READ_WRITE_ONCE));

    /**
     * Returns what claims ask for unless they say so themselves: the command line goes before the project's own hint.
     */
    public static ClaimTerms defaults(StorageOptions options, Attribute hint) {
        return specified(options, hint).orElse(DEFAULT);
    }

    /** Returns what claims ask for as far as the command line or the project's own hint says. */
    public static ClaimTerms specified(StorageOptions options, Attribute hint) {
        return new ClaimTerms(options.size(), options.storageClass(), options.access()).orElse(of(hint));
    }

    /** Reads a hint; see {@code x-sild} in docs/convert.md. */
    public static ClaimTerms of(Attribute hint) {
        return new ClaimTerms(
                hint.get("size").string(),
                hint.get("class").string(),
                Volume.Access.of(hint.get("access").string()));
    }

    /** Returns these terms, with those of {@code other} where these say nothing. */
    public ClaimTerms orElse(ClaimTerms other) {
        return new ClaimTerms(
                size.isEmpty() ? other.size : size,
                storageClass.isEmpty() ? other.storageClass : storageClass,
                access.or(other::access));
    }

    /** Returns a claim with these terms; its size is empty if it is not specified. */
    public Volume.Claim claim(String name, Map<String, String> labels) {
        return new Volume.Claim(
                name, size, storageClass, access.orElse(Volume.Access.READ_WRITE_ONCE), labels, Optional.empty());
    }
}
