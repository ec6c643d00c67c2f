package dev.sild.output.layout;

/** How objects are laid out over files. */
public enum Layout {
    /** All in one. */
    LIST,
    /** A file a component, and files for what belongs to none. */
    FILES,
    /** A kustomize base, with a component and an overlay for each profile. */
    KUSTOMIZE,
    /** A Helm chart. */
    CHART,
    /** A unit by which systemd lets podman play them. */
    QUADLET;

    /** Whether its files are meant to be committed. */
    public boolean isForRepositories() {
        return this == KUSTOMIZE || this == CHART;
    }

    /** Whether it is of several files, so that it needs a folder. */
    public boolean needsFolder() {
        return this != LIST;
    }
}
