package dev.sild.report;

import dev.sild.report.Finding.Outcome;
import dev.sild.report.Finding.Severity;

/**
 * The stable codes of findings: scripts match on {@link #id()}, so a code is never renamed or given another meaning.
 */
public enum Code {
    INPUT_UNREADABLE(
            Severity.ERROR, Outcome.LOST, "The input cannot be read: missing, too large, binary or not valid YAML"),
    INPUT_INVALID(
            Severity.ERROR,
            Outcome.LOST,
            "The input violates the Compose Specification or the schema of a custom resource"),
    READ_OUTSIDE(
            Severity.WARNING, Outcome.CARRIED, "A file outside the project is read and output; `--strict` refuses it"),
    OUTPUT_UNWRITABLE(Severity.ERROR, Outcome.LOST, "The output cannot be written"),
    STALE_FILE(
            Severity.WARNING,
            Outcome.CARRIED,
            "The output folder contains a file from an earlier run, which would be applied too"),
    OUTPUT_STALE(Severity.ERROR, Outcome.CARRIED, "The output differs from what would be written now"),
    FILE_REMOVED(
            Severity.INFO, Outcome.CARRIED, "A file from an earlier run is removed because it is no longer needed"),
    VARIABLE_UNSET(Severity.WARNING, Outcome.CARRIED, "A variable is not set"),
    VARIABLE_FIXED(
            Severity.WARNING,
            Outcome.APPROXIMATED,
            "A variable of the compose file is not a chart value; its current value is inlined"),
    UNDECLARED(Severity.WARNING, Outcome.CARRIED, "A volume or network is used but not declared at the top level"),
    PROFILES_LEFT_OUT(Severity.INFO, Outcome.CARRIED, "Services of inactive profiles are left out, as compose does it"),
    NOTHING_TO_RUN(
            Severity.WARNING,
            Outcome.CARRIED,
            "No service is selected: the project has none, or every service has an inactive profile"),
    COMMAND_CUT(Severity.WARNING, Outcome.CARRIED, "A command contains shell syntax but does not run in a shell"),
    OBSOLETE(Severity.INFO, Outcome.CARRIED, "The attribute is obsolete"),
    PROJECT_NAME(Severity.INFO, Outcome.CARRIED, "The project is called after a folder with a common name"),

    NOT_CARRIED(
            Severity.WARNING, Outcome.LOST, "An attribute of another kind is lost; as a group, all of `SILD-…-LOST`"),
    APPROXIMATED(
            Severity.WARNING,
            Outcome.APPROXIMATED,
            "An attribute of another kind is approximated; as a group, all of `SILD-…-DIFFERS`"),
    NETWORK_LOST(NOT_CARRIED, "A setting of networks, ports, host names or DNS is lost"),
    NODE_LOST(NOT_CARRIED, "A setting of nodes, devices or the container runtime is lost"),
    NAMESPACE_LOST(NOT_CARRIED, "A namespace shared with the host or another service is lost"),
    RESOURCES_LOST(NOT_CARRIED, "A limit, reservation or kernel setting is lost"),
    MEMORY_LOCKED(NOT_CARRIED, "A server that locks its memory does not start where nodes limit that"),
    RESTART_LOST(NOT_CARRIED, "A restart condition is lost"),
    ROLLOUT_LOST(NOT_CARRIED, "A setting of updates or replicas is lost"),
    HEALTH_LOST(NOT_CARRIED, "A setting of a health check is lost"),
    DEPENDENCY_LOST(NOT_CARRIED, "A condition on a dependency is lost"),
    PROCESS_LOST(NOT_CARRIED, "A setting of the process, its user, signals or environment is lost"),
    SECURITY_LOST(NOT_CARRIED, "A security setting is lost"),
    STORAGE_LOST(NOT_CARRIED, "A setting of a volume or mount is lost"),
    FILE_LOST(NOT_CARRIED, "A setting of a secret or config is lost"),
    IMAGE_LOST(NOT_CARRIED, "A setting of an image or its build is lost"),
    HOOK_LOST(NOT_CARRIED, "A lifecycle hook or one of its settings is lost"),
    LABEL_LOST(NOT_CARRIED, "A label or annotation is lost"),
    NETWORK_DIFFERS(APPROXIMATED, "A setting of networks, ports, host names or DNS is approximated"),
    NODE_DIFFERS(APPROXIMATED, "A setting of nodes, devices or the container runtime is approximated"),
    NAMESPACE_DIFFERS(APPROXIMATED, "A namespace shared with the host or another service is approximated"),
    RESOURCES_DIFFERS(APPROXIMATED, "A limit, reservation or kernel setting is approximated"),
    RESTART_DIFFERS(APPROXIMATED, "A restart condition is approximated"),
    ROLLOUT_DIFFERS(APPROXIMATED, "A setting of updates or replicas is approximated"),
    HEALTH_DIFFERS(APPROXIMATED, "A setting of a health check is approximated"),
    DEPENDENCY_DIFFERS(APPROXIMATED, "A condition on a dependency is approximated"),
    PROCESS_DIFFERS(APPROXIMATED, "A setting of the process, its user, signals or environment is approximated"),
    SECURITY_DIFFERS(APPROXIMATED, "A security setting is approximated"),
    STORAGE_DIFFERS(APPROXIMATED, "A setting of a volume or mount is approximated"),
    FILE_DIFFERS(APPROXIMATED, "A setting of a secret or config is approximated"),
    IMAGE_DIFFERS(APPROXIMATED, "A setting of an image or its build is approximated"),
    HOOK_DIFFERS(APPROXIMATED, "A lifecycle hook or one of its settings is approximated"),
    LABEL_DIFFERS(APPROXIMATED, "A label or annotation is approximated"),
    CLASS_TO_CREATE(Severity.WARNING, Outcome.APPROXIMATED, "You must install a RuntimeClass"),
    PROFILE_TO_INSTALL(Severity.WARNING, Outcome.APPROXIMATED, "A security profile must be on each node"),
    KOMPOSE_DIFFERS(Severity.WARNING, Outcome.APPROXIMATED, "A kompose label has a different effect in Sild"),
    ON_ONE_NODE(Severity.INFO, Outcome.CARRIED, "Pods that use the network of their node run on one node"),
    NODE_ROLE(Severity.INFO, Outcome.APPROXIMATED, "A role of nodes is preferred, not required"),
    NODE_TO_CHOOSE(Severity.WARNING, Outcome.CARRIED, "A pod only runs on a node with this label or name"),
    PRIVATE_ADDRESS(Severity.WARNING, Outcome.CARRIED, "A variable has an address of a private network"),
    ENGINE_ADDRESS(Severity.WARNING, Outcome.LOST, "A variable has an address that an engine gave to a container"),
    NODE_ADDRESS(Severity.WARNING, Outcome.CARRIED, "A server on its node's network has the address of one machine"),
    NODE_LEVEL(
            Severity.INFO,
            Outcome.CARRIED,
            "The attribute only concerns the container engine or the node; it is not needed"),
    NOT_FOR_PODMAN(Severity.WARNING, Outcome.LOST, "Podman does not support it"),

    PACKAGES_MISSING(
            Severity.WARNING, Outcome.CARRIED, "An image lacks the packages of the source code that is mounted"),
    PACKAGES_INSTALLED(
            Severity.INFO, Outcome.CARRIED, "An init container installs packages that mounted source code needs"),
    BUILD_INPUT_MISSING(
            Severity.WARNING, Outcome.CARRIED, "A file or folder that an image is built from does not exist"),
    HOST_GATEWAY(Severity.WARNING, Outcome.LOST, "A program connects to a machine by `host-gateway`"),
    NAME_IN_FILE(
            Severity.WARNING,
            Outcome.LOST,
            "A file contains a changed name, or the machine, name server or network of a container engine; it is not"
                    + " changed"),
    IMAGE_TO_PUSH(
            Severity.WARNING, Outcome.CARRIED, "An image is built from a Dockerfile; push it for the cluster to pull"),
    IMAGE_TO_BUILD(
            Severity.INFO, Outcome.CARRIED, "An image is built from a Dockerfile; build it before running podman"),
    IMAGE_LOCAL(
            Severity.WARNING,
            Outcome.CARRIED,
            "An image has no registry and is not an official one: it may exist on one machine only"),
    IMAGE_LOGIN(Severity.WARNING, Outcome.CARRIED, "The registry of an image asks for a login"),
    IMAGE_UNPINNED(
            Severity.INFO, Outcome.CARRIED, "An image has no tag, or the tag 'latest', so it can change unnoticed"),
    SCRIPT_UNREAD(
            Severity.WARNING, Outcome.CARRIED, "A part of a script or command line is not known without running it"),
    DOCKERFILE_UNREAD(Severity.WARNING, Outcome.CARRIED, "A Dockerfile cannot be read completely"),
    USER_BY_NAME(Severity.WARNING, Outcome.LOST, "A user is specified by name; its number is known only in the image"),
    NOT_RESTRICTED(Severity.WARNING, Outcome.CARRIED, "A namespace with the restricted standard refuses it"),
    ENTRYPOINT_CLEARED(
            Severity.WARNING, Outcome.LOST, "An empty entrypoint clears that of the image, which Kubernetes cannot do"),

    NAME_CHANGED(
            Severity.WARNING,
            Outcome.APPROXIMATED,
            "A name is not valid in Kubernetes; it is changed, also" + " where it is used as a host"),
    HOST_REPLACED(Severity.INFO, Outcome.APPROXIMATED, "A host name is replaced by one that leads to the same service"),
    NAME_AS_WRITTEN(
            Severity.INFO,
            Outcome.CARRIED,
            "A name is not valid in Kubernetes but still resolves; only the objects are renamed"),
    NAME_UNUSED(Severity.INFO, Outcome.CARRIED, "A name gets no Service: nothing that Sild can see uses it"),
    NAME_UNRESOLVABLE(
            Severity.WARNING,
            Outcome.LOST,
            "A name is not valid in Kubernetes and is not rewritten because it may be a public host name"),
    NAME_AMBIGUOUS(
            Severity.WARNING,
            Outcome.LOST,
            "A name means different services on different networks; in the cluster it resolves to one or all of them"),
    MACHINE_IN_IMAGE(Severity.WARNING, Outcome.LOST, "A file of an image names the machine of the container engine"),
    PORT_FOUND(Severity.INFO, Outcome.CARRIED, "An undeclared port was found"),
    PORT_UNKNOWN(Severity.INFO, Outcome.CARRIED, "No port is known of a service that others start after"),
    NOT_EXPOSED(Severity.INFO, Outcome.CARRIED, "A published port is not exposed outside the cluster"),
    CERTIFICATE_OUT_OF_REACH(
            Severity.WARNING, Outcome.CARRIED, "A server requests certificates, and the internet does not reach it"),
    CLIENT_ADDRESS(Severity.WARNING, Outcome.CARRIED, "A server has rules for clients whose addresses it cannot see"),
    TLS_EXPECTED(Severity.WARNING, Outcome.APPROXIMATED, "A route connects to a server that expects TLS"),
    BROWSER_ADDRESS(Severity.WARNING, Outcome.CARRIED, "Addresses for browsers lead to localhost, not to a host"),
    NOT_HTTP(
            Severity.WARNING,
            Outcome.LOST,
            "A published port does not use HTTP, so an ingress or gateway cannot expose it"),
    PORT_CLASH(Severity.ERROR, Outcome.LOST, "Two containers of one pod listen on the same port"),

    ENV_FILE_MISSING(Severity.WARNING, Outcome.CARRIED, "An optional env file does not exist"),
    ENV_UNSET(Severity.WARNING, Outcome.CARRIED, "An environment variable has no value and is omitted"),
    VARIABLE_RENAMED(Severity.INFO, Outcome.APPROXIMATED, "A variable gets another name that its program reads too"),
    VARIABLE_REFUSED(Severity.WARNING, Outcome.LOST, "Kubernetes does not allow the name of a variable"),
    VARIABLE_ADDED(Severity.INFO, Outcome.CARRIED, "A variable gives a program an address that works in pods"),
    PLACEHOLDER(Severity.WARNING, Outcome.CARRIED, "A variable has the placeholder of an example"),
    EXAMPLE_USED(Severity.WARNING, Outcome.CARRIED, "The env file of a service is an example with placeholders"),
    KEY_EMPTY(Severity.WARNING, Outcome.CARRIED, "A key or password that a program needs is empty"),
    SECRET_TO_CREATE(Severity.INFO, Outcome.CARRIED, "You must create a Secret"),
    SECRETS_IN_FILES(Severity.WARNING, Outcome.CARRIED, "Secret values are in files that could be committed"),
    SECRETS_LOCAL(Severity.INFO, Outcome.CARRIED, "Secret values are in files that must not be committed to git"),
    SECRET_IN_IMAGE(Severity.WARNING, Outcome.CARRIED, "An image is built from files with secrets"),
    HEALTH_GATES_TRAFFIC(Severity.INFO, Outcome.CARRIED, "Health checks that compose ignores decide about traffic"),
    CLAIM_TO_CREATE(Severity.INFO, Outcome.CARRIED, "You must create a PersistentVolumeClaim"),
    CACHE_NOT_KEPT(Severity.INFO, Outcome.APPROXIMATED, "No volume holds a cache or logs; they are lost with the pod"),
    DATA_NOT_KEPT(Severity.WARNING, Outcome.APPROXIMATED, "No volume holds data of an image; it is lost with its pod"),
    DATABASE_NOT_KEPT(Severity.WARNING, Outcome.APPROXIMATED, "No volume holds the data of a database"),
    CLAIM_ADDED(Severity.INFO, Outcome.CARRIED, "Data that no volume of the compose file holds has a claim of its own"),
    CLAIM_SIZES(Severity.INFO, Outcome.CARRIED, "The sizes of claims that nothing specifies"),
    CLAIM_NAMED(Severity.INFO, Outcome.CARRIED, "The names of claims start with the name of the project"),
    ACCOUNT_TO_CREATE(Severity.INFO, Outcome.CARRIED, "You must create a ServiceAccount"),
    CONFIG_MAP_TO_CREATE(Severity.INFO, Outcome.CARRIED, "You must create a ConfigMap"),
    CONFIG_GENERATED(Severity.INFO, Outcome.CARRIED, "A file is replaced by an equivalent generated configuration"),
    SECRET_LEFT_OUT(Severity.WARNING, Outcome.LOST, "A secret is omitted because its place is not confidential"),
    SECRET_IN_CLEAR(Severity.WARNING, Outcome.APPROXIMATED, "A secret is in clear text outside a Secret"),

    BIND_HOST_PATH(Severity.WARNING, Outcome.APPROXIMATED, "A bind mount of a host path becomes a hostPath volume"),
    BIND_NODE_FILES(Severity.WARNING, Outcome.APPROXIMATED, "Files of the host have to be on the node of a pod"),
    BIND_NODE_DATA(Severity.WARNING, Outcome.APPROXIMATED, "What a service writes to a host path stays on one node"),
    BIND_EMPTY(
            Severity.WARNING,
            Outcome.CARRIED,
            "The folder of a bind mount does not exist; it is empty, as it is with compose"),
    BIND_MISSING(Severity.WARNING, Outcome.LOST, "The source of a bind mount does not exist"),
    BUILD_OUTPUT_MISSING(
            Severity.WARNING, Outcome.LOST, "What a build on this machine makes is mounted, and does not exist"),
    HOST_UNKNOWN(Severity.WARNING, Outcome.CARRIED, "A proxy's configuration names a host that no service has"),
    ENGINE_PROXY(Severity.WARNING, Outcome.CARRIED, "A reverse proxy finds its services through the container engine"),
    CERTIFICATE_TO_CREATE(Severity.WARNING, Outcome.APPROXIMATED, "A proxy has certificates that the cluster lacks"),
    MIDDLEWARE_LEFT_OUT(
            Severity.WARNING,
            Outcome.LOST,
            "A middleware of Traefik is left out of the routes of an ingress or a gateway"),
    MOUNTED_FILE_MISSING(
            Severity.WARNING, Outcome.CARRIED, "A server's configuration names a file that its mounted folder lacks"),
    DEVELOPER_CERTIFICATE(Severity.WARNING, Outcome.LOST, "A program asks for the developer certificate of .NET"),
    MOUNT_REFUSED(Severity.WARNING, Outcome.APPROXIMATED, "An image does not start with a mount"),
    VOLUME_SEEDED(Severity.INFO, Outcome.CARRIED, "An init container seeds a volume from an image"),
    VOLUME_KEEPS_CODE(
            Severity.WARNING, Outcome.CARRIED, "A claim over the code of an image keeps the files of the first image"),
    CLAIM_GROUP(
            Severity.INFO,
            Outcome.CARRIED,
            "A pod has an fsGroup, so that a user whose number is unknown can write to its claims"),
    KEY_FOR_GROUP(Severity.INFO, Outcome.CARRIED, "The group of a pod may read a private key"),
    BIND_AS_CLAIM(Severity.INFO, Outcome.APPROXIMATED, "A bind-mounted data folder becomes a PersistentVolumeClaim"),
    BIND_NOT_COPIED(
            Severity.WARNING,
            Outcome.APPROXIMATED,
            "A bind-mounted folder becomes a PersistentVolumeClaim, and what it contains is not copied"),
    CLAIM_TO_FILL(Severity.WARNING, Outcome.APPROXIMATED, "A claim starts without the files of the project's folder"),
    BIND_READ_ONLY(Severity.WARNING, Outcome.APPROXIMATED, "A writable bind mount becomes read-only"),
    BIND_ONLY_READ(Severity.INFO, Outcome.APPROXIMATED, "A writable bind mount that is only read becomes read-only"),
    BIND_IN_IMAGE(Severity.INFO, Outcome.APPROXIMATED, "A folder that is part of the built image is not mounted"),
    BIND_UNREAD(Severity.INFO, Outcome.APPROXIMATED, "A mount that nothing in the container reads is left out"),
    BIND_COPIED(
            Severity.WARNING,
            Outcome.APPROXIMATED,
            "Mounted source code, or files that a program writes to, are copied into each pod"),
    BIND_DATA_FILE(Severity.WARNING, Outcome.APPROXIMATED, "A file that a program keeps data in is not kept"),
    BIND_TOO_LARGE(Severity.WARNING, Outcome.LOST, "A file or folder is too large to include in the manifests"),
    DATA_BESIDE_CODE(
            Severity.WARNING,
            Outcome.APPROXIMATED,
            "A program keeps a database beside its source code, where no volume holds it"),
    TREE_TOO_LARGE(
            Severity.WARNING, Outcome.CARRIED, "Mounted source code has too many files to be compared with its image"),
    BIND_OUTSIDE(Severity.WARNING, Outcome.LOST, "The source of a bind mount outside the project root is not read"),
    BIND_LINK(Severity.WARNING, Outcome.LOST, "A link in a mounted folder leads to a path of the container"),
    FOLDER_OUTSIDE(Severity.WARNING, Outcome.LOST, "A folder outside the project root is mounted and is not read"),
    FILES_LEFT_OUT(
            Severity.INFO, Outcome.CARRIED, "Files that a container does not need are left out of a mounted folder"),
    ENGINE_LOGS(Severity.WARNING, Outcome.LOST, "The log files of a container engine are not on a node"),
    ENGINE_SOCKET(Severity.WARNING, Outcome.LOST, "The socket of a container engine is not mounted"),
    ENGINE_NEEDED(Severity.WARNING, Outcome.LOST, "A program does not start without the socket of a container engine"),
    ENGINE_RUNS(Severity.WARNING, Outcome.LOST, "A program runs containers through the socket of a container engine"),
    FILES_LARGE(
            Severity.WARNING, Outcome.CARRIED, "A ConfigMap or Secret is too large for client-side `kubectl apply`"),
    CLUSTER_WIDE(
            Severity.INFO, Outcome.CARRIED, "An object is cluster-scoped; creating it needs cluster-wide permissions"),

    IN_ONE_POD(Severity.INFO, Outcome.CARRIED, "Services that share a namespace or folder run in one pod"),
    ONE_SHOT(Severity.INFO, Outcome.CARRIED, "A one-shot service becomes a Job or an init container"),
    MAY_END(Severity.INFO, Outcome.CARRIED, "A service that compose does not restart is restarted when it ends"),
    WAIT_ADDED(Severity.INFO, Outcome.CARRIED, "A pod waits for others, since its program may stay without them"),
    NOT_WAITED_FOR(Severity.INFO, Outcome.APPROXIMATED, "A dependency is not waited for");

    private final Severity severity;
    private final Outcome outcome;
    private final String meaning;
    private final Code group;

    Code(Severity severity, Outcome outcome, String meaning) {
        this.severity = severity;
        this.outcome = outcome;
        this.meaning = meaning;
        this.group = this;
    }

    Code(Code group, String meaning) {
        this.severity = group.severity;
        this.outcome = group.outcome;
        this.meaning = meaning;
        this.group = group;
    }

    /** Returns the code as it is printed: {@code SILD-INPUT-INVALID}. */
    public String id() {
        return "SILD-" + name().replace('_', '-');
    }

    /** Whether it is {@code other}, or one of the narrower codes that {@code other} is the group of. */
    public boolean isIn(Code other) {
        return this == other || group == other;
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
