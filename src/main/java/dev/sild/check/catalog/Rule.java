package dev.sild.check.catalog;

import dev.sild.report.Finding.Severity;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A rule that a project can violate. Scripts, baselines and comments in projects name it by {@link #id()}, so a rule is
 * never renamed or given another meaning. {@link RuleTexts} says why each is there.
 */
public enum Rule {
    IMAGE_UNTAGGED(Severity.WARNING, "An image has no tag"),
    IMAGE_LATEST(Severity.WARNING, "An image has the tag 'latest'"),
    IMAGE_NO_DIGEST(Severity.INFO, "An image has a tag but no digest"),
    IMAGE_REGISTRY(Severity.WARNING, "An image is from a registry that is not on the list"),

    BUILD_TAG_FIXED(Severity.INFO, "All builds of an image have the same tag"),
    BUILD_TOOLS_LEFT(Severity.WARNING, "A compiler or package manager stays in the image"),
    COPY_BEFORE_DEPENDENCIES(Severity.WARNING, "Source code is copied before dependencies are installed"),
    APT_UPDATE_ALONE(Severity.WARNING, "Package lists are updated in an instruction of their own"),
    APT_INSTALL_ALONE(Severity.WARNING, "Packages are installed from lists of an earlier instruction"),
    APT_LISTS_LEFT(Severity.INFO, "Package lists stay in the image"),
    APT_UNPINNED(Severity.INFO, "Packages are installed in any version"),
    DOWNLOADS_LEFT(Severity.WARNING, "The cache of a package manager stays in the image"),
    ADD_URL(Severity.WARNING, "A file is added from the internet without a checksum"),
    COMMAND_IN_SHELL(Severity.INFO, "The command of an image runs in a shell"),
    SECRET_IN_DOCKERFILE(Severity.ERROR, "A secret is part of an image"),

    SECRET_IN_COMPOSE(Severity.WARNING, "A secret is written in a file of the project"),

    RUNS_AS_ROOT(Severity.WARNING, "A container runs as root"),
    ENGINE_SOCKET(Severity.ERROR, "A container controls the container engine"),
    PRIVILEGED(Severity.ERROR, "A container is privileged"),
    HOST_NAMESPACE(Severity.WARNING, "A container shares a namespace of the machine"),
    CAPABILITY_DANGEROUS(Severity.WARNING, "A container has a capability that amounts to root on the machine"),
    UNCONFINED(Severity.WARNING, "A security profile is switched off"),
    HOST_PATH(Severity.WARNING, "A container can read folders of the machine's system"),
    HOST_DEVICE(Severity.WARNING, "A container reads or writes a disk or the memory of the machine"),
    ROOT_WRITABLE(Severity.INFO, "A container can change its own program"),
    NEW_PRIVILEGES(Severity.INFO, "A process may gain privileges that its parent lacks"),
    POD_SECURITY(Severity.INFO, "The Pod Security level 'restricted' is not reached"),

    INTERNAL_PORT_PUBLISHED(Severity.WARNING, "A database is open to the network of the machine"),
    ADMIN_PAGES_PUBLISHED(Severity.WARNING, "Pages for administrators are open to the network of the machine"),
    FLAT_NETWORK(Severity.WARNING, "A front end can reach a database that it does not use"),

    HEALTH_CHECK_MISSING(Severity.WARNING, "A server has no health check"),
    RESTART_MISSING(Severity.WARNING, "A server stays down after a failure"),
    MEMORY_UNLIMITED(Severity.WARNING, "A container may use all memory of the machine"),
    CPU_UNLIMITED(Severity.INFO, "A container may use all processors of the machine"),
    LOG_GROWTH(Severity.INFO, "The log of a container grows without limit"),

    DATABASE_WITHOUT_VOLUME(Severity.WARNING, "The data of a database is lost with its container"),
    DATABASE_WITHOUT_BACKUP(Severity.INFO, "Nothing in the project backs up a database"),

    PUSHED_AS_LATEST(Severity.WARNING, "A pipeline pushes images as 'latest' only"),
    PUSHED_UNSCANNED(Severity.INFO, "A pipeline pushes images that nothing has scanned"),
    PUSHED_FOREVER(Severity.INFO, "A pipeline pushes an image for each commit, and nothing removes old ones");

    private final Severity severity;
    private final String title;

    Rule(Severity severity, String title) {
        this.severity = severity;
        this.title = title;
    }

    /** Returns the rule's name in scripts, comments and reports: {@code image-untagged}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns how much a violation matters, unless the settings of a project say otherwise. */
    public Severity severity() {
        return severity;
    }

    /** Returns what is wrong where the rule is violated, as one sentence without a full stop. */
    public String title() {
        return title;
    }

    /** Returns the rule of that id, in lower or upper case; empty if there is none. */
    public static Optional<Rule> of(String id) {
        return Arrays.stream(values())
                .filter(rule -> rule.id().equalsIgnoreCase(id))
                .findFirst();
    }
}
