package dev.sild.conversion;

import dev.sild.kubernetes.objects.Index;
import dev.sild.kubernetes.objects.Target;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.ImageUser;
import dev.sild.model.Mount;
import dev.sild.model.Names;
import dev.sild.model.Volume;
import dev.sild.report.ServiceSummary.Writable;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the user of a container can write to what it mounts. Kubernetes gives a new volume to root, and to the pod's
 * {@code fsGroup} where there is one and the volume is not shared between nodes; folders of nodes and of NFS servers
 * have owners of their own.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#configure-volume-permission-and-ownership-change-policy-for-pods">
 *     Volume ownership</a>
 */
record WriteAccess(Index index, Map<String, ImageUser> users, Target target) {
    private static final String OF_IMAGE = "as in the image, whose folder's owner and mode it has";

    /** Whether the user of a container can write to one of its mounts. */
    Writable of(Component component, Container container, Mount mount, Volume volume) {
        if (mount.readOnly() || volume instanceof Volume.Nfs nfs && nfs.readOnly()) {
            return Writable.no("mounted read-only");
        }
        if (volume instanceof Volume.ImageContent) {
            return Writable.no("the content of an image is read-only");
        }
        if (volume instanceof Volume.Nfs) {
            return Writable.unknown("the NFS server decides");
        }
        if (target == Target.PODMAN && !(volume instanceof Volume.HostPath)) {
            return volume instanceof Volume.Scratch scratch && scratch.seed().isEmpty()
                    ? Writable.yes("any user can")
                    : Writable.unknown(OF_IMAGE);
        }
        Optional<Long> user = user(container);
        Optional<ImageUser> ofImage = container.security().user().isPresent() ? Optional.empty() : known(container);
        boolean root = user.isPresent() && user.get() == 0;
        if (volume instanceof Volume.HostPath) {
            boolean mapped = component.pod().hostUsers().filter(own -> !own).isPresent();
            return root && !mapped
                    ? Writable.yes(ofImage.isPresent() ? "the image runs as root" : "runs as root")
                    : Writable.unknown("the folder of the node has an owner of its own");
        }
        Writable byGroup = ofGroup(component, volume);
        if (byGroup.answer() == Writable.Answer.YES) {
            return byGroup;
        }
        if (root) {
            return Writable.yes(ofImage.isPresent() ? "the image runs as root" : "runs as root");
        }
        if (isPrepared(component, container, mount)) {
            return Writable.yes("an init container makes the folder for its user");
        }
        if (ofImage.filter(image -> isGiven(image, mount.path())).isPresent()) {
            return Writable.yes("the image starts as root and gives the folder to its user");
        }
        if (volume.seed().isPresent()) {
            return Writable.unknown(OF_IMAGE);
        }
        if (component.pod().fsGroup().isPresent()) {
            return byGroup;
        }
        if (ofImage.filter(image -> image.first() != image.later()).isPresent()) {
            return Writable.unknown("the image starts as root and runs as user " + user.orElseThrow());
        }
        return user.isEmpty()
                ? Writable.unknown("the user of the image is not known")
                : Writable.no("a new claim belongs to root, and the pod has no fsGroup");
    }

    /** What the owner that the kubelet gives to a volume allows to every process of the pod. */
    private static Writable ofGroup(Component component, Volume volume) {
        if (volume instanceof Volume.Scratch scratch && scratch.seed().isEmpty()) {
            return Writable.yes("any user can");
        }
        if (component.pod().fsGroup().isEmpty()) {
            return Writable.unknown("");
        }
        boolean shared = volume.claimAccess().equals(Optional.of(Volume.Access.READ_WRITE_MANY));
        return shared
                ? Writable.unknown("fsGroup may not apply to a ReadWriteMany claim")
                : Writable.yes("fsGroup " + component.pod().fsGroup().get());
    }

    /** Whether an init container that is named for this makes the folder. */
    private static boolean isPrepared(Component component, Container container, Mount mount) {
        return !mount.subPath().isEmpty()
                && component.inits().stream()
                        .filter(init -> init.name().equals(Names.label("prepare", container.name())))
                        .flatMap(init -> init.mounts().stream())
                        .anyMatch(other -> other.source().equals(mount.source()));
    }

    private static boolean isGiven(ImageUser image, String path) {
        return image.first() == 0 && image.owned().contains(path);
    }

    /** Returns the number of the user that a container's program runs as, where it is known. */
    private Optional<Long> user(Container container) {
        return container.security().user().or(() -> known(container).map(ImageUser::later));
    }

    private Optional<ImageUser> known(Container container) {
        return Optional.ofNullable(users.get(container.name()));
    }
}
