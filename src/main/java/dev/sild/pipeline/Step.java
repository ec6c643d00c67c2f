package dev.sild.pipeline;

import java.util.List;

/**
 * A shell script of a pipeline. It runs in the root of the repository, and can read {@code SILD_TAG}, the commit, and
 * {@code SILD_PUBLISH}, which is {@code yes} for commits that are delivered. These names are prefixed, since the
 * variables of a project may have any other.
 *
 * @param title what it does, in a few words
 * @param program the program that it needs, besides a POSIX shell
 * @param script the script
 * @param needs what it needs to know that is not in the repository
 * @param published whether it runs for commits that are delivered only
 */
record Step(String title, Program program, String script, List<Need> needs, boolean published) {
    Step {
        needs = List.copyOf(needs);
    }

    Step(String title, Program program, String script, List<Need> needs) {
        this(title, program, script, needs, false);
    }

    /** Returns the same for commits that are delivered only. */
    Step whenPublished() {
        return new Step(title, program, script, needs, true);
    }

    /** Returns the script, which does nothing for commits that are not delivered, where it must not. */
    String guarded() {
        return published ? "[ \"$SILD_PUBLISH\" = yes ] || exit 0\n" + script : script;
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

    /** How the value of a variable is kept on the server. */
    enum Kind {
        PLAIN,
        /** One line that the server must not show. */
        SECRET,
        /** Several lines that the server must not show. */
        SECRET_TEXT
    }

    /**
     * A variable of the environment that the server sets.
     *
     * @param optional whether the step has a default for it
     */
    record Need(String name, Kind kind, boolean optional) {
        Need(String name, Kind kind) {
            this(name, kind, false);
        }

        boolean secret() {
            return kind != Kind.PLAIN;
        }
    }

    static final List<Need> REGISTRY =
            List.of(new Need("REGISTRY_USER", Kind.PLAIN), new Need("REGISTRY_PASSWORD", Kind.SECRET));
    static final List<Need> SIGNING =
            List.of(new Need("COSIGN_PRIVATE_KEY", Kind.SECRET_TEXT), new Need("COSIGN_PASSWORD", Kind.SECRET));
    static final List<Need> GITOPS =
            List.of(new Need("GITOPS_USER", Kind.PLAIN, true), new Need("GITOPS_TOKEN", Kind.SECRET));
    /** The text of a kubeconfig. */
    static final Need KUBECONFIG = new Need("KUBECONFIG_TEXT", Kind.SECRET_TEXT);
}
