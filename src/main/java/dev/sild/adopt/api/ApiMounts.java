package dev.sild.adopt.api;

import dev.sild.adopt.draft.AdoptionContext;
import dev.sild.adopt.draft.Draft;
import dev.sild.adopt.draft.Volumes;
import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.files.FileSecrets;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.storage.Tmpfs;
import dev.sild.model.Names;
import dev.sild.report.Code;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the api mounts besides static files: room to write to, whole folders of files, and compose's secrets. */
final class ApiMounts {
    private static final long MOST_BYTES = 1_000_000;
    /** Folders of what a program is built of, which only its image brings. */
    private static final Set<String> PARTS_OF_IMAGES = Set.of(
            "node_modules", "vendor", "bundle", "site-packages", ".venv", "venv", ".next", "dist", "target", "obj");

    private static final String SECRETS = "/run/secrets";

    private final AdoptionContext work;
    private final ServiceFacts service;
    private final ApiFiles files;

    ApiMounts(AdoptionContext work, ServiceFacts service) {
        this.work = work;
        files = new ApiFiles(work);
        this.service = service;
    }

    void adopt(Optional<Attribute> staticFiles) {
        for (Attribute mount : service.attribute().get("volumes").items()) {
            if (staticFiles.filter(other -> other.path().equals(mount.path())).isEmpty()) {
                volume(mount);
            }
        }
        for (Attribute item : service.attribute().get("tmpfs").items()) {
            Tmpfs tmpfs = Tmpfs.of(item.string());
            room(tmpfs.target(), tmpfs.size(), true, item);
        }
        secrets();
        service.attribute().get("configs").items().forEach(files::config);
        files.adopt();
    }

    private void volume(Attribute mount) {
        String target = Volumes.target(mount);
        switch (mount.get("type").peek()) {
            case "tmpfs" -> room(target, "", true, mount);
            case "bind" -> bind(mount, target);
            default -> {
                if (isOfImage(target)) {
                    mount.done();
                    mount.note(
                            Code.BIND_IN_IMAGE,
                            "the volume is seeded from " + target + " of the image; nothing is mounted, so the"
                                    + " image's content is used");
                } else if (Volumes.isNamed(mount)) {
                    mount.lost(
                            "the api of a WebStack stores no data; nothing is mounted at " + target,
                            "store the data in the database or an object store, or use 'sild convert'");
                } else {
                    room(target, "", false, mount);
                }
            }
        }
    }

    /** Whether a volume is there to show what the image has, under a folder of this machine or for the next run. */
    private boolean isOfImage(String target) {
        return PARTS_OF_IMAGES.contains(target.substring(target.lastIndexOf('/') + 1))
                || service.attribute().get("volumes").items().stream()
                                .filter(Volumes::isBind)
                                .anyMatch(bind -> !Volumes.isNamed(bind)
                                        && target.startsWith(Volumes.target(bind) + "/")
                                        && isBuiltIn(bind)
                                        && !bind.get("read_only").peek().equals("true"))
                        && service.attribute().get("volumes").items().stream()
                                .anyMatch(mount -> Volumes.target(mount).equals(target)
                                        && !mount.get("source").present());
    }

    private void room(String target, String size, boolean memory, Attribute from) {
        from.done();
        Map<String, Object> room = Draft.map();
        if (!size.isEmpty()) {
            room.put("sizeLimit", size);
        }
        if (memory) {
            room.put("memory", true);
        }
        work.draft().add("api.mounts", Draft.map("path", target, "emptyDir", room), from);
    }

    private void bind(Attribute mount, String target) {
        Path place = work.place(mount.get("source"));
        mount.done();
        if (isBuiltIn(mount) && !mount.get("read_only").bool()) {
            mount.note(
                    Code.BIND_IN_IMAGE,
                    "the folder is part of the built image, which has its own " + target
                            + "; nothing is mounted over it",
                    "rebuild the image when the folder changes");
            return;
        }
        BindFiles.Kind kind = work.project().files().reader().kind(place);
        if (kind == BindFiles.Kind.FILE) {
            files.take(mount, place, target);
            return;
        }
        Optional<BindFiles.Contents> contents = kind == BindFiles.Kind.FOLDER
                ? work.project().files().reader().read(place, MOST_BYTES)
                : Optional.empty();
        List<BindFiles.BindFile> all = contents.map(BindFiles.Contents::files).orElse(List.of());
        if (all.isEmpty() || all.stream().anyMatch(file -> file.path().indexOf('/') >= 0)) {
            mount.noteLost(
                    "the api of a WebStack only mounts flat folders from ConfigMaps and Secrets; nothing is"
                            + " mounted at " + target,
                    "copy it into the image");
            return;
        }
        boolean secret = all.stream()
                .anyMatch(file -> file.ownerOnly()
                        || FileSecrets.isSecretName(file.path())
                        || work.project().secrets().ofProject().isSecretContent(file.path(), file.content()));
        String name = Names.label(work.name(), work.project().files().written(place));
        String kindOfObject = secret ? "Secret" : "ConfigMap";
        mount.note(
                secret ? Code.SECRET_TO_CREATE : Code.CONFIG_MAP_TO_CREATE,
                "the " + kindOfObject + " '" + name + "' must exist, with the files of "
                        + work.project().files().shown(place),
                "create it with 'kubectl create " + (secret ? "secret generic " : "configmap ") + name + " --from-file="
                        + work.project().files().shown(place) + "'");
        work.draft().add("api.mounts", Draft.map("path", target, secret ? "secretName" : "configMapName", name), mount);
    }

    /** Whether the image is built of what a folder of this machine holds. */
    private boolean isBuiltIn(Attribute mount) {
        Path place = work.place(mount.get("source"));
        String context = service.attribute().get("build").get("context").peek();
        return context.startsWith("/")
                && (place.startsWith(Path.of(context).normalize())
                        || Path.of(context).normalize().startsWith(place));
    }

    private void secrets() {
        boolean any = false;
        for (Attribute secret : service.attribute().get("secrets").items()) {
            String source = secret.get("source").string();
            String target = secret.get("target").string();
            String name = target.isEmpty()
                    ? source
                    : target.startsWith(SECRETS + "/") ? target.substring(SECRETS.length() + 1) : target;
            if (name.indexOf('/') >= 0) {
                secret.noteLost(
                        "the api of a WebStack has its secrets in one folder; nothing is mounted at " + target,
                        "read " + SECRETS + "/" + source + " in the program");
                continue;
            }
            secret.present("uid", "gid", "mode")
                    .forEach(owner -> owner.found(
                            Code.APPROXIMATED,
                            "files of a mounted Secret are owned by root, and every user may read them"));
            work.secrets().add(work.secrets().files(), name, "", secret);
            if (!any) {
                work.draft()
                        .add(
                                "api.mounts",
                                Draft.map(
                                        "path",
                                        SECRETS,
                                        "secretName",
                                        work.secrets().files()),
                                secret);
            }
            any = true;
        }
    }
}
