package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.StorageOptions.BindKind;
import dev.sild.model.Mount;
import dev.sild.model.Volume;

/** Mounts of paths of the machine that a pod runs on. */
final class HostPaths {
    private final Storage storage;
    private final FileBundles bundles;
    private final DataFolders folders;
    private final BindKind kinds;
    private final boolean played;

    /**
     * Makes them.
     *
     * @param kinds what becomes of what cannot travel with the manifests
     * @param played whether Sild plays the pods on this machine, where paths are what they are
     */
    HostPaths(Storage storage, FileBundles bundles, DataFolders folders, BindKind kinds, boolean played) {
        this.storage = storage;
        this.bundles = bundles;
        this.folders = folders;
        this.kinds = kinds;
        this.played = played;
    }

    /**
     * Returns the mount, and reports what the path needs on the nodes.
     *
     * @param create whether the path is made where it is missing
     */
    Mount mount(Bind bind, boolean create) {
        boolean nodes = storage.ownFileSystems();
        boolean wanted = kinds == BindKind.HOSTPATH || bind.mounter().hostPaths();
        if (nodes && !wanted && !played && SharedMemory.isOfMachine(bind)) {
            return SharedMemory.mount(bind, storage);
        }
        if (played) {
            bind.volume().get("source").done();
        } else if (!nodes
                || wanted
                || folders.isWritten(bind.path()) && bind.readOnly()
                || !HostFolders.reportNeeded(bind)) {
            HostFolders.report(bind, nodes);
        }
        String path = bundles.written(bind.path());
        String name = bundles.freeName(bind.component() + "-" + path, bind.component() + path);
        storage.add(
                nodes && HostFolders.isFile(bind)
                        ? new Volume.HostPath(name, bind.path().toString(), Volume.HostPath.Content.FILE)
                        : new Volume.HostPath(name, bind.path().toString(), create));
        return new Mount(new Mount.OfVolume(name), bind.target(), "", bind.readOnly(), bind.propagation());
    }
}
