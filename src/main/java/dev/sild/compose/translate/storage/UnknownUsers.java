package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.claims.DatabaseFolders;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageFacts;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.model.Security;
import dev.sild.report.Code;
import java.util.List;
import java.util.Optional;

/**
 * Services whose image runs as a user that is not known: a new claim belongs to root, so that another user could not
 * write to it. A claim that is filled from the image has the owner that the image's folder has.
 */
public final class UnknownUsers {
    /** Any group will do: every process of the pod is in it. */
    private static final long ANY_GROUP = 1000;

    private final Storage storage;
    private final FileBundles files;

    public UnknownUsers(Storage storage, FileBundles files) {
        this.storage = storage;
        this.files = files;
    }

    /**
     * Returns the group that the claims of a pod are given, with a finding. Files that only their owner may read are
     * readable for the group then, which ssh and some databases refuse: with such files there is no group.
     */
    public Optional<Long> group(
            Attribute service, String component, Optional<ImageFacts> image, Security security, List<Mount> mounts) {
        if (!storage.ownFileSystems() || !isUnknown(service, image, security) || isDelicate(mounts)) {
            return Optional.empty();
        }
        // Others may mount a named volume, and a group would change the modes of their files.
        List<String> given = mounts.stream()
                .filter(storage::isClaim)
                .filter(mount -> !mount.readOnly() && !storage.isNamedVolume(mount) && !isFilled(mount, component))
                .map(Mount::path)
                .toList();
        if (given.isEmpty()) {
            return Optional.empty();
        }
        long group =
                image.filter(ImageFacts::keepsOwner).flatMap(ImageFacts::gid).orElse(ANY_GROUP);
        service.note(
                Code.CLAIM_GROUP,
                "fsGroup " + group + " lets the user of the image, which is unknown, write to "
                        + String.join(", ", given),
                "set its number, as in 'user: \"1000:1000\"'");
        return Optional.of(group);
    }

    /** Returns where a container mounts claims that belong to root. */
    public List<String> ownedByRoot(String component, List<Mount> mounts) {
        return mounts.stream()
                .filter(storage::isClaim)
                .filter(mount -> !mount.readOnly() && !isFilled(mount, component))
                .map(Mount::path)
                .toList();
    }

    private boolean isFilled(Mount mount, String component) {
        return storage.seeding().mayBeFilledBy(((Mount.OfVolume) mount.source()).name(), component);
    }

    private static boolean isUnknown(Attribute service, Optional<ImageFacts> image, Security security) {
        if (security.user().isPresent()) {
            return false;
        }
        return !service.get("user").peek().isEmpty()
                || image.map(facts -> facts.uid().isEmpty() || facts.keepsOwner())
                        .orElse(true);
    }

    private boolean isDelicate(List<Mount> mounts) {
        return mounts.stream()
                .anyMatch(mount -> mount.source() instanceof Mount.OfFiles of
                        ? files.find(of.name()).filter(Files::guarded).isPresent()
                        : DatabaseFolders.isKnown(mount.path()));
    }
}
