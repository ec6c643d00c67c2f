package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Mount;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import dev.sild.units.Quantities;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The shared memory of a pod, also where a service mounts the machine's, which most do to have more than 64 MB. */
final class SharedMemory {
    static final String FOLDER = "/dev/shm";

    /** With these, it is that of the container alone, or of those that join it. */
    private static final Set<String> OWN = Set.of("", "private", "shareable");

    private SharedMemory() {}

    /** Whether a mount is one of the machine's shared memory, which the service does not use to reach others. */
    static boolean isOfMachine(Bind bind) {
        return bind.path().startsWith(Path.of(FOLDER))
                && OWN.contains(bind.mounter().service().get("ipc").peek());
    }

    /** Whether a service mounts the machine's in the place of its container's, which {@code shm_size} is about. */
    static boolean isMountedBy(Attribute service) {
        return service.get("volumes").items().stream()
                .anyMatch(volume -> volume.get("type").peek().equals("bind")
                        && volume.get("source").peek().equals(FOLDER)
                        && volume.get("target").peek().equals(FOLDER));
    }

    /** Returns a mount of memory of the pod in place of the machine's, of the size that the service asks for. */
    static Mount mount(Bind bind, Storage storage) {
        bind.volume().get("bind").done();
        bind.volume()
                .note(
                        Code.NODE_LEVEL,
                        bind.path() + " is memory of the pod: other pods and programs of the machine do not see it",
                        "set 'ipc: host' if they exchange data there");
        String size = bind.target().equals(FOLDER) ? size(bind.mounter().service()) : "";
        String name = storage.freeName(bind.component() + "-memory");
        storage.add(new Volume.Scratch(name, true, size, Optional.empty()));
        return Mount.ofVolume(name, bind.target(), bind.readOnly());
    }

    /** Returns the size that a service asks for; empty for none. */
    static String size(Attribute service) {
        Attribute size = service.get("shm_size");
        return size.present() ? Quantities.bytes(size.string()) : "";
    }
}
