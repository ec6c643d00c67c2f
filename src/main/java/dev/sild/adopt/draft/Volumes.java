package dev.sild.adopt.draft;

import dev.sild.compose.translate.ProjectFacts;
import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.ClaimTerms;
import dev.sild.compose.translate.source.StorageOptions;
import dev.sild.compose.translate.storage.VolumeDrivers;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The mounts of one service, and the claims that become of some. */
public final class Volumes {
    private final AdoptionContext work;
    private final ServiceFacts service;

    public Volumes(AdoptionContext work, ServiceFacts service) {
        this.work = work;
        this.service = service;
    }

    /** Returns what the service mounts. */
    public List<Attribute> all() {
        return service.attribute().get("volumes").items();
    }

    public static String target(Attribute mount) {
        String target = mount.get("target").peek();
        return target.length() > 1 && target.endsWith("/") ? target.substring(0, target.length() - 1) : target;
    }

    public static boolean isNamed(Attribute mount) {
        return mount.get("type").peek().equals("volume") && mount.get("source").present();
    }

    public static boolean isBind(Attribute mount) {
        return mount.get("type").peek().equals("bind");
    }

    /** Returns what is mounted where data are kept, at one of those folders or around it. */
    public Optional<Attribute> data(List<String> folders) {
        return all().stream()
                .filter(mount -> isNamed(mount)
                        || isBind(mount)
                        || mount.get("type").peek().equals("volume"))
                .filter(mount -> folders.stream()
                        .anyMatch(folder -> folder.equals(target(mount)) || folder.startsWith(target(mount) + "/")))
                .findFirst();
    }

    /** Converts what a claim requests, as far as it is specified. */
    public void claim(Attribute mount, String field) {
        mount.done();
        if (isBind(mount)) {
            mount.note(
                    Code.BIND_NOT_COPIED,
                    "a folder of this machine becomes a claim; its content is not copied",
                    "move the data as described in docs/adopt.md");
            return;
        }
        if (!isNamed(mount)) {
            return;
        }
        String key = mount.get("source").peek();
        Attribute definition = work.project().root().get("volumes").get(key);
        definition.get("name").done();
        if (described(key, definition) instanceof Volume.Claim claim) {
            definition.get("x-sild").get("access").done();
            if (definition.get("x-sild").get("claim").present()) {
                definition
                        .get("x-sild")
                        .get("claim")
                        .lost(
                                "the claims of a WebStack are named after it",
                                "move the data as described in docs/adopt.md");
            }
            if (saysSize(definition)) {
                work.draft().put(field + ".size", claim.size(), definition.or(mount));
            }
            if (!claim.storageClass().isEmpty()) {
                work.draft().put(field + ".storageClassName", claim.storageClass(), definition);
            }
            if (field.startsWith("staticFiles") && claim.access() == Volume.Access.READ_WRITE_MANY) {
                work.draft().put(field + ".accessMode", "ReadWriteMany", definition);
            }
            if (!claim.labels().isEmpty()) {
                definition
                        .get("labels")
                        .noteLost(
                                "claims of a WebStack only have the labels of the stack",
                                "add them to the claim with 'kubectl label pvc'");
            }
        } else {
            definition.lost(
                    "the data of a WebStack is on its own claim",
                    "set the storage class that provides such volumes in " + field + ".storageClassName");
        }
    }

    /** Returns a named volume as its driver, its hints and the options describe it. */
    private Volume described(String key, Attribute definition) {
        ProjectFacts project = work.project();
        ClaimTerms terms = ClaimTerms.defaults(project.options().storage(), hints());
        return VolumeDrivers.read(
                key,
                definition,
                terms,
                true,
                StorageOptions.BindKind.AUTO,
                project.secrets().ofProject());
    }

    /** Whether something says how much a claim for the volume asks for. */
    private boolean saysSize(Attribute definition) {
        return !work.project().options().storage().size().isEmpty()
                || definition.get("x-sild").get("size").present()
                || KomposeLabels.of(definition).get("volume.size").present()
                || hints().get("size").present();
    }

    private Attribute hints() {
        return work.project().root().get("x-sild").get("storage");
    }

    /** Reports for every mount that has not been handled why the component has no place for it. */
    public void rest(String reason, String remedy, Stream<Attribute> mounts) {
        mounts.forEach(mount -> mount.lost("nothing is mounted at " + target(mount) + ": " + reason, remedy));
    }
}
