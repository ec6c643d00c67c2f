package dev.sild.output.layout;

/** Where Secrets are written. */
public enum SecretsMode {
    /** Among the other objects. */
    INLINE,
    /** In files of their own, which the {@code .gitignore} that is written with them keeps out of a repository. */
    SEPARATE,
    /** Nowhere; the report says which to make. */
    OMIT,
    /** Nowhere; in their place stand ExternalSecrets, of which the External Secrets operator makes them. */
    EXTERNAL_SECRETS
}
