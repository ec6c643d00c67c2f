package dev.sild.adopt.api;

import dev.sild.adopt.draft.AdoptionContext;
import dev.sild.adopt.draft.Draft;
import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.files.FileSecrets;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Names;
import dev.sild.report.Code;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Single files that the api mounts. A WebStack mounts only complete folders: files in a settings folder, where an image
 * seldom has files of its own, are converted, and the others are reported to the user.
 */
final class ApiFiles {
    private static final long MOST_BYTES = 1_000_000;
    private static final Pattern KEY = Pattern.compile("(?!\\.(?:\\.|$))[-._a-zA-Z0-9]{1,253}");

    /** Folders that programs are given for their settings alone; below /etc those of the system are none. */
    private static final Pattern FOR_SETTINGS =
            Pattern.compile("/(?:run/)?(?:config|configs|conf|settings|secrets|certs)"
                    + "|/etc/(?!(?:ssl|pki|security|pam\\.d|init\\.d|systemd|profile\\.d|cron\\.[a-z]+|apt|network|fonts|default|opt|skel"
                    + "|ca-certificates|ld\\.so\\.conf\\.d|sysctl\\.d|alternatives|X11)(?:/|$))[^/]+(?:/.+)?");

    private final AdoptionContext work;
    private final Map<String, List<Entry>> folders = new LinkedHashMap<>();

    /** A file under its name in the folder; {@code from} is where its content is, for the user. */
    private record Entry(String name, String from, boolean secret, Attribute mount) {}

    ApiFiles(AdoptionContext work) {
        this.work = work;
    }

    /** Takes a file of this machine. */
    void take(Attribute mount, Path place, String target) {
        Optional<BindFiles.BindFile> file = work.project()
                .files()
                .reader()
                .read(place, MOST_BYTES)
                .flatMap(contents -> contents.files().stream().findFirst());
        boolean secret = file.filter(found -> found.ownerOnly()
                                || work.project().secrets().ofProject().isSecretContent(found.path(), found.content()))
                        .isPresent()
                || FileSecrets.isSecretName(place.toString())
                || FileSecrets.isSecretName(target);
        take(mount, target, work.project().files().shown(place), secret);
    }

    /** Takes one of compose's configs. */
    void config(Attribute config) {
        String source = config.get("source").peek();
        String target = config.get("target").peek().isEmpty()
                ? "/" + source
                : config.get("target").peek();
        Attribute definition = work.project().root().get("configs").get(source);
        if (definition.get("file").present()) {
            take(config, work.place(definition.get("file")), target);
        } else {
            byte[] content = definition.get("content").peek().getBytes(StandardCharsets.UTF_8);
            take(config, target, "FILE", work.project().secrets().ofProject().isSecretContent(source, content));
        }
        definition.done();
    }

    private void take(Attribute mount, String target, String from, boolean secret) {
        String folder = target.substring(0, Math.max(0, target.lastIndexOf('/')));
        String name = target.substring(target.lastIndexOf('/') + 1);
        mount.done();
        if (!FOR_SETTINGS.matcher(folder).matches() || !KEY.matcher(name).matches()) {
            mount.noteLost(
                    "the api of a WebStack only mounts complete folders, which would hide files of the image;"
                            + " nothing is mounted at " + target,
                    "copy it into the image, or read it from its own folder such as /etc/" + work.name()
                            + ", mount it there, and adopt again");
            return;
        }
        folders.computeIfAbsent(folder, key -> new ArrayList<>()).add(new Entry(name, from, secret, mount));
    }

    /** Carries what was taken: a ConfigMap a folder, or a Secret where one of its files is secret. */
    void adopt() {
        folders.forEach((folder, files) -> {
            boolean secret = files.stream().anyMatch(Entry::secret);
            String object = Names.label(work.name() + folder.replace('/', '-'));
            Attribute first = files.get(0).mount();
            first.noteApproximated(folder + " is mounted as a folder and hides the content of the image");
            first.note(
                    secret ? Code.SECRET_TO_CREATE : Code.CONFIG_MAP_TO_CREATE,
                    "the " + (secret ? "Secret" : "ConfigMap") + " '" + object + "' must exist, with "
                            + files.stream().map(Entry::name).collect(Collectors.joining(", ")),
                    "create it with 'kubectl create " + (secret ? "secret generic " : "configmap ") + object + " "
                            + files.stream()
                                    .map(file -> "--from-file=" + file.name() + "=" + file.from())
                                    .collect(Collectors.joining(" "))
                            + "'");
            work.draft()
                    .add(
                            "api.mounts",
                            Draft.map("path", folder, secret ? "secretName" : "configMapName", object),
                            first);
        });
    }
}
