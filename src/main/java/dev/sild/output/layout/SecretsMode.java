package dev.sild.output.layout;

/** Where Secrets are written. */
public enum SecretsMode {
    /** Among the other objects. */
    INLINE,
    /** In files of their own, which the {@code .gitignore} that is written with them keeps out of a repository. */
    SEPARATE,
    /** Nowhere; the report says which to make. */
    OMIT,
    /** Nowhere; the External Secrets operator creates them from ExternalSecrets, which are written instead. */
    EXTERNAL_SECRETS;

    /** Whether values of secrets are written. */
    public boolean hasValues() {
        return this == INLINE || this == SEPARATE;
    }
}
