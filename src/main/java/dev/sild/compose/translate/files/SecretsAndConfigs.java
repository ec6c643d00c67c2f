package dev.sild.compose.translate.files;

import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.translate.code.DatabaseFiles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.MetadataKeys;
import dev.sild.compose.translate.source.Secrecy;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.model.Names;
import dev.sild.model.Text;
import dev.sild.report.Code;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The project's secrets and configs, each made when a service first mounts it.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/secrets/">Secrets</a>
 * @see <a href="https://docs.docker.com/reference/compose-file/configs/">Configs</a>
 */
public final class SecretsAndConfigs {
    /** Files that programs ignore or refuse if others may read them: passwords of libpq, and keys of ssh. */
    private static final Pattern REFUSED_TO_OTHERS =
            Pattern.compile("(?:[\\w.-]{0,60}[._-])?pgpass|id_(?:rsa|dsa|ecdsa|ed25519)");

    private final Attribute root;
    private final FileBundles bundles;
    private final boolean podman;
    private final Set<String> reported = new HashSet<>();
    private final Set<String> copied = new HashSet<>();
    /** The file of each secret or config, read once, so that its errors are reported once. */
    private final Map<String, Optional<BindFile>> read = new HashMap<>();

    public SecretsAndConfigs(Attribute root, FileBundles bundles, boolean podman) {
        this.root = root;
        this.bundles = bundles;
        this.podman = podman;
    }

    /**
     * Returns the mount of a secret or config at {@code path}.
     *
     * @param kind {@code secrets} or {@code configs}
     * @param specified permission bits; -1 for the default
     * @param unknown whether only who may read what all may read can read the file
     */
    public Mount mount(String kind, String key, String path, int specified, boolean unknown) {
        Attribute definition = root.get(kind).get(key);
        boolean secret = kind.equals("secrets") || isSecretConfig(key, definition);
        String realName = definition.get("name").string();
        if (definition.get("external").bool()) {
            String name = MetadataKeys.objectName(realName.isEmpty() ? key : realName);
            // Pods refer to an object of this kind, whatever a hint says about its content.
            boolean ofSecrets = kind.equals("secrets");
            if (reported.add(kind + "/" + key)) {
                definition.note(
                        ofSecrets ? Code.SECRET_TO_CREATE : Code.CONFIG_MAP_TO_CREATE,
                        "the " + (ofSecrets ? "Secret" : "ConfigMap") + " '" + name
                                + "' is external; it must exist with the key '" + key + "'",
                        "create it if it does not exist yet",
                        podman ? "" : CreateCommand.of(ofSecrets, name, key, ""));
            }
            Files files = bundles.external(name, ofSecrets, new Files.Entry(key, key, specified, new byte[0]));
            copied.add(files.name());
            return Mount.ofFiles(files.name(), path, key);
        }
        Optional<BindFile> file = read.computeIfAbsent(kind + "/" + key, first -> file(definition, kind, key));
        boolean guarded = file.filter(BindFile::ownerOnly).isPresent() && isRefusedToOthers(key, path);
        int mode = specified < 0 && !unknown && guarded
                ? file.map(FileBundles::mode).orElse(specified)
                : specified;
        String name = bundles.nameOf(kind, mode < 0 ? key : key + "-0" + Integer.toOctalString(mode), key);
        if (!definition.get("file").present()) {
            copied.add(name);
        }
        secret |= !bundles.secrecy().hints().sayPlain(key)
                && file.filter(found -> isSecret(key, path, found)).isPresent();
        // Without a mode of its own a file that runs stays one: compose mounts it as it is.
        int own = mode < 0 && file.map(BindFile::executable).orElse(false) ? 0755 : mode;
        String entry = FileBundles.key(key);
        // A user who creates it by hand creates one object, whatever modes it is mounted with.
        String object = file.isPresent() ? name : bundles.nameOf(kind, key, key);
        bundles.add(new Files(
                name,
                List.of(new Files.Entry(
                        entry, entry, own, file.map(BindFile::content).orElse(new byte[0]))),
                secret,
                file.isPresent(),
                Optional.empty(),
                object));
        return Mount.ofFiles(name, path, entry);
    }

    /** Whether a config must be kept secret by what the compose file says of it, regardless of its content. */
    private boolean isSecretConfig(String key, Attribute definition) {
        Secrecy secrecy = bundles.secrecy();
        String variable = definition.get("environment").string();
        Text content = definition.get("content").text();
        return secrecy.hints().saySecret(key)
                || !secrecy.hints().sayPlain(key)
                        && (secrecy.hasSecretVariable(content)
                                || !variable.isEmpty()
                                        && bundles.variable(variable)
                                                .map(value -> secrecy.isSecretValue(variable, value))
                                                .orElseGet(() -> secrecy.isSecretName(variable)));
    }

    private static boolean isRefusedToOthers(String key, String path) {
        return REFUSED_TO_OTHERS.matcher(key).matches()
                || REFUSED_TO_OTHERS
                        .matcher(path.substring(path.lastIndexOf('/') + 1))
                        .matches();
    }

    private boolean isSecret(String key, String path, BindFile file) {
        return FileSecrets.isKeyFile(path)
                || FileSecrets.isKeyFile(file.path())
                || DatabaseFiles.isOne(file)
                || bundles.secrecy().isSecretContent(key, file.content());
    }

    /**
     * Whether a mount is of what docker compose copies into the one container that asks for it: only files of this
     * machine are mounts to the container engine, and travel with {@code volumes_from}.
     */
    public boolean isCopied(Mount mount) {
        return mount.source() instanceof Mount.OfFiles of && copied.contains(of.name());
    }

    private Optional<BindFile> file(Attribute definition, String kind, String key) {
        Attribute file = definition.get("file");
        Attribute environment = definition.get("environment");
        Attribute text = definition.get("content");
        if (file.present()) {
            return bundles.fileOf(file, kind, key, podman);
        }
        if (environment.present()) {
            String name = environment.string();
            Optional<String> value = bundles.variable(name);
            if (value.isEmpty()) {
                environment.note(
                        Code.SECRET_TO_CREATE,
                        "the variable '" + name + "' is not set; create the "
                                + (kind.equals("secrets") ? "Secret" : "ConfigMap") + " '" + Names.label(key)
                                + "' with the key '" + FileBundles.key(key) + "'",
                        "set the variable and convert again",
                        podman
                                ? ""
                                : CreateCommand.of(kind.equals("secrets"), Names.label(key), FileBundles.key(key), ""));
            }
            return value.map(found -> plain(key, found));
        }
        return Optional.of(plain(key, text.string()));
    }

    private static BindFile plain(String key, String content) {
        return new BindFile(key, BindFile.PLAIN, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Deals with those that no service uses: compose makes nothing of them either. */
    public void finish() {
        for (String kind : List.of("secrets", "configs")) {
            root.get(kind).entries().forEach((key, definition) -> {
                for (String attribute : List.of("name", "external", "file", "environment", "content")) {
                    definition.get(attribute).done();
                }
            });
        }
    }
}
