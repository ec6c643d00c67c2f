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
    EXTERNAL_SECRETS,
    /** In files of their own that git ignores, to be encrypted by SOPS to files that are committed. */
    SOPS,
    /** In files of their own that git ignores, to be encrypted by kubeseal to SealedSecrets that are committed. */
    SEALED;

    /** Whether values of secrets are written. */
    public boolean hasValues() {
        return this == INLINE || isLocal();
    }

    /** Whether the files with the values must stay on the machine of the user. */
    public boolean isLocal() {
        return this == SEPARATE || isEncrypted();
    }

    /** Whether a tool encrypts the Secrets for the repository. */
    public boolean isEncrypted() {
        return this == SOPS || this == SEALED;
    }
}
