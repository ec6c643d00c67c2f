package dev.sild.report;

import dev.sild.report.Finding.Outcome;
import dev.sild.report.Finding.Severity;

/**
 * The stable codes of findings: scripts match on {@link #id()}, so a code is never renamed or given another meaning.
 */
public enum Code {
    INPUT_UNREADABLE(Severity.ERROR, Outcome.LOST, "The input cannot be read: missing, too large, not text, not YAML"),
    INPUT_INVALID(
            Severity.ERROR,
            Outcome.LOST,
            "The input is not what the Compose Specification, or the schema of a custom resource, allows"),
    READ_OUTSIDE(
            Severity.WARNING,
            Outcome.CARRIED,
            "A file outside the project's folder is read: its content is in the output; `--strict` refuses it"),
    OUTPUT_UNWRITABLE(Severity.ERROR, Outcome.LOST, "The output cannot be written"),
    STALE_FILE(
            Severity.WARNING,
            Outcome.CARRIED,
            "A file of an earlier run stands in the folder written to, and would be applied with the others"),
    OUTPUT_STALE(
            Severity.ERROR, Outcome.CARRIED, "What is in the place of the output is not what would be written now"),
    FILE_REMOVED(
            Severity.INFO,
            Outcome.CARRIED,
            "A file that an earlier run wrote is removed, since nothing is written into it any more"),
    VARIABLE_UNSET(Severity.WARNING, Outcome.CARRIED, "A variable has no value"),
    VARIABLE_FIXED(
            Severity.WARNING,
            Outcome.APPROXIMATED,
            "A variable of the compose file is none of the chart: its value is written down"),
    UNDECLARED(Severity.WARNING, Outcome.CARRIED, "A volume or network is used and not declared at the top level"),
    NOTHING_TO_RUN(
            Severity.WARNING,
            Outcome.CARRIED,
            "No service takes part: there are none, or all have profiles that nobody asked for"),
    COMMAND_CUT(
            Severity.WARNING,
            Outcome.CARRIED,
            "A command holds what only a shell understands, where there is no shell"),
    OBSOLETE(Severity.INFO, Outcome.CARRIED, "The attribute has no meaning any more"),

    NOT_CARRIED(Severity.WARNING, Outcome.LOST, "The attribute is not in the output"),
    APPROXIMATED(Severity.WARNING, Outcome.APPROXIMATED, "The attribute is in the output in another form"),
    KOMPOSE_DIFFERS(Severity.WARNING, Outcome.APPROXIMATED, "A label of kompose has another effect here than there"),
    NODE_LEVEL(
            Severity.INFO,
            Outcome.CARRIED,
            "The attribute is the business of the container engine or the node, and nothing is missed without it"),
    NOT_FOR_PODMAN(Severity.WARNING, Outcome.LOST, "Podman has no place for it"),

    IMAGE_TO_PUSH(
            Severity.WARNING,
            Outcome.CARRIED,
            "An image is built from a Dockerfile and must be pushed before the cluster can pull it"),
    IMAGE_TO_BUILD(
            Severity.INFO,
            Outcome.CARRIED,
            "An image is built from a Dockerfile and must be there before podman plays"),
    IMAGE_UNPINNED(Severity.INFO, Outcome.CARRIED, "An image has no tag or 'latest': what runs can change unseen"),
    DOCKERFILE_UNREAD(Severity.WARNING, Outcome.CARRIED, "A Dockerfile cannot be read, or not fully"),
    USER_BY_NAME(Severity.WARNING, Outcome.LOST, "A user is given by name, and only the image knows its number"),
    NOT_RESTRICTED(Severity.WARNING, Outcome.CARRIED, "A namespace that admits only restricted pods refuses it"),
    ENTRYPOINT_CLEARED(
            Severity.WARNING, Outcome.LOST, "An empty entrypoint clears the image's own, which Kubernetes cannot"),

    NAME_CHANGED(
            Severity.WARNING, Outcome.APPROXIMATED, "A name was made legal, and rewritten where it stands as a host"),
    NAME_AS_WRITTEN(
            Severity.INFO,
            Outcome.CARRIED,
            "A name that Kubernetes forbids is found as it is written; only the objects are named otherwise"),
    NAME_UNRESOLVABLE(
            Severity.WARNING,
            Outcome.LOST,
            "A name that Kubernetes forbids, and that is not rewritten since it may be a public one"),
    NAME_AMBIGUOUS(
            Severity.WARNING,
            Outcome.LOST,
            "A name that means different services on different networks leads to all of them, or to one alone"),
    NAME_IN_FILE(
            Severity.WARNING,
            Outcome.LOST,
            "A changed name, or an engine's name server, stands in a file, which is left as it is"),
    PORT_FOUND(Severity.INFO, Outcome.CARRIED, "A port that nobody declares was found"),
    NOT_EXPOSED(Severity.INFO, Outcome.CARRIED, "A published port is not opened to the world outside"),
    NOT_HTTP(
            Severity.WARNING,
            Outcome.LOST,
            "A published port that speaks no HTTP cannot be opened through an ingress or gateway"),
    PORT_CLASH(Severity.ERROR, Outcome.LOST, "Two containers of one pod listen on the same port"),

    ENV_FILE_MISSING(Severity.WARNING, Outcome.CARRIED, "An env file that need not be there is not"),
    ENV_UNSET(Severity.WARNING, Outcome.CARRIED, "A variable of the environment has no value, and is left out"),
    SECRET_TO_CREATE(Severity.INFO, Outcome.CARRIED, "A secret must be made by hand"),
    SECRETS_IN_FILES(Severity.WARNING, Outcome.CARRIED, "Values of Secrets are in files that may be committed"),
    SECRETS_LOCAL(Severity.INFO, Outcome.CARRIED, "Values of Secrets are in files that do not belong in git"),
    CLAIM_TO_CREATE(Severity.INFO, Outcome.CARRIED, "A claim must be made by hand"),
    ACCOUNT_TO_CREATE(Severity.INFO, Outcome.CARRIED, "A service account must be made by hand"),
    CONFIG_MAP_TO_CREATE(Severity.INFO, Outcome.CARRIED, "A ConfigMap must be made by hand"),
    CONFIG_GENERATED(
            Severity.INFO, Outcome.CARRIED, "A configuration is generated in the place of a file, to the same effect"),
    SECRET_LEFT_OUT(Severity.WARNING, Outcome.LOST, "A secret stands where it cannot be kept, and is left out"),
    SECRET_IN_CLEAR(
            Severity.WARNING, Outcome.APPROXIMATED, "A secret is in clear text in an object that is not a Secret"),

    BIND_HOST_PATH(Severity.WARNING, Outcome.APPROXIMATED, "A path of the machine becomes a path of the node"),
    BIND_MISSING(Severity.WARNING, Outcome.LOST, "A file or folder to mount is not there"),
    VOLUME_SEEDED(Severity.INFO, Outcome.CARRIED, "A volume is filled from an image by an init container"),
    BIND_AS_CLAIM(Severity.WARNING, Outcome.APPROXIMATED, "A folder of data becomes a claim"),
    BIND_READ_ONLY(Severity.WARNING, Outcome.APPROXIMATED, "A file or folder that may be written to becomes read-only"),
    BIND_IN_IMAGE(
            Severity.WARNING,
            Outcome.APPROXIMATED,
            "A folder that an image is built from is not mounted: the image has it"),
    BIND_TOO_LARGE(Severity.WARNING, Outcome.LOST, "A file or folder is too large to travel with the manifests"),
    BIND_OUTSIDE(
            Severity.WARNING,
            Outcome.LOST,
            "A file or folder to mount lies outside the project's folder, and is not read"),
    FILES_LEFT_OUT(
            Severity.INFO,
            Outcome.CARRIED,
            "Files of a mounted folder that no container is meant to have are left out of it"),
    ENGINE_SOCKET(Severity.WARNING, Outcome.LOST, "The socket of a container engine is not mounted"),
    FILES_LARGE(
            Severity.WARNING,
            Outcome.CARRIED,
            "A bundle of files is too large for the annotation of a client-side 'kubectl apply'"),
    CLUSTER_WIDE(
            Severity.INFO,
            Outcome.CARRIED,
            "An object belongs to the whole cluster: whoever applies it must be allowed to make it"),

    IN_ONE_POD(Severity.INFO, Outcome.CARRIED, "Services that share a namespace or a folder run in one pod"),
    ONE_SHOT(
            Severity.INFO,
            Outcome.CARRIED,
            "Something ends: it becomes a Job, or runs first in the pod of the one that waits for it"),
    NOT_WAITED_FOR(Severity.INFO, Outcome.APPROXIMATED, "Something that others wait for is not waited for");

    private final Severity severity;
    private final Outcome outcome;
    private final String meaning;

    Code(Severity severity, Outcome outcome, String meaning) {
        this.severity = severity;
        this.outcome = outcome;
        this.meaning = meaning;
    }

    /** Returns the code as it is printed: {@code SILD-INPUT-INVALID}. */
    public String id() {
        return "SILD-" + name().replace('_', '-');
    }

    public Severity severity() {
        return severity;
    }

    public Outcome outcome() {
        return outcome;
    }

    /** Whether {@code --strict} refuses what has such a finding: what is lost, and what is read from elsewhere. */
    public boolean failsStrict() {
        return outcome == Outcome.LOST || this == READ_OUTSIDE;
    }

    /** Returns what a finding of this code says, in one sentence for the user, without a full stop. */
    public String meaning() {
        return meaning;
    }
}
