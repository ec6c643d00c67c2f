package dev.sild.pipeline;

import dev.sild.yaml.YamlWriter.Verbatim;

/**
 * The actions that GitHub workflows use. A tag can be moved to other code, a commit cannot; the comment behind it is
 * what Dependabot and Renovate read, and change with the commit.
 */
enum Action {
    CHECKOUT("actions/checkout", "v7.0.1", "3d3c42e5aac5ba805825da76410c181273ba90b1"),
    UPLOAD_ARTIFACT("actions/upload-artifact", "v7.0.0", "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f"),
    UPLOAD_SARIF("github/codeql-action/upload-sarif", "v4.36.2", "8aad20d150bbac5944a9f9d289da16a4b0d87c1e"),
    SETUP_BUILDX("docker/setup-buildx-action", "v4.3.0", "37fe631027851001ddb9b187196cc803df7f5f0e"),
    /** Runs programs of other processors, for images of several platforms. */
    SETUP_QEMU("docker/setup-qemu-action", "v4.2.0", "96fe6ef7f33517b61c61be40b68a1882f3264fb8"),
    SETUP_TRIVY("aquasecurity/setup-trivy", "v0.3.1", "81e514348e19b6112ce2a7e3ecbafe19c1e1f567"),
    INSTALL_COSIGN("sigstore/cosign-installer", "v4.1.2", "6f9f17788090df1f26f669e9d70d6ae9567deba6");

    private final String name;
    private final String version;
    private final String commit;

    Action(String name, String version, String commit) {
        this.name = name;
        this.version = version;
        this.commit = commit;
    }

    /** Returns the value of {@code uses}. */
    Object uses(boolean pinned) {
        return pinned ? new Verbatim(name + "@" + commit + " # " + version) : name + "@" + version;
    }
}
