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
    /** Units of Quadlet, one for each container, network, volume and image. */
    QUADLET,
    /** Pods, and a unit of Quadlet by which systemd lets podman play them. */
    QUADLET_KUBE;

    /** Whether its files are meant to be committed. */
    public boolean isForRepositories() {
        return this == KUSTOMIZE || this == CHART || this == QUADLET;
    }

    /** Whether podman runs it by units of systemd. */
    public boolean isForSystemd() {
        return this == QUADLET || this == QUADLET_KUBE;
    }

    /** Whether it is of several files, so that it needs a folder. */
    public boolean needsFolder() {
        return this != LIST;
    }
}
