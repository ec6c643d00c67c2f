package dev.sild.pipeline;

import java.util.List;

/**
 * A shell script of a pipeline.
 *
 * @param title what it does, in a few words
 * @param program the program that it needs, besides a POSIX shell
 * @param script the script; it runs in the root of the repository
 * @param needs what it needs to know that is not in the repository
 */
record Step(String title, Program program, String script, List<Need> needs) {
    Step {
        needs = List.copyOf(needs);
    }

    /** The program that a step runs. */
    enum Program {
        SILD,
        BUILDER,
        TRIVY,
        COSIGN,
        GIT,
        KUBECTL
    }

    /**
     * A variable of the environment that the server sets.
     *
     * @param secret whether the server must not show it
     */
    record Need(String name, boolean secret) {}

    static final List<Need> REGISTRY = List.of(new Need("REGISTRY_USER", false), new Need("REGISTRY_PASSWORD", true));
    static final List<Need> SIGNING = List.of(new Need("COSIGN_PRIVATE_KEY", true), new Need("COSIGN_PASSWORD", true));
    static final Need GITOPS_TOKEN = new Need("GITOPS_TOKEN", true);
    /** The text of a kubeconfig. */
    static final Need KUBECONFIG = new Need("KUBECONFIG_TEXT", true);
}
