package dev.sild.compose.translate.files;

import dev.sild.compose.BindFiles;
import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.InputLimits;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Secrecy;
import dev.sild.model.Files;
import dev.sild.model.Names;
import dev.sild.report.Code;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files and secret values that travel with the application, as bundles of their own names. Limits: a bundle holds
 * at most 1 MiB, as a ConfigMap does; a file of over 250 KiB in JSON is refused by a client-side {@code kubectl apply}.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/configuration/configmap/">ConfigMaps</a>
 */
public final class FileBundles {
    /**
     * What a ConfigMap or Secret may hold. The API server adds up the contents, binary ones before they are encoded,
     * and not the keys.
     */
    public static final long MAX_BYTES = 1 << 20;

    /** What the API server reads of a request, 3 MiB, less room for metadata. */
    private static final long MAX_REQUEST_BYTES = (3 << 20) - (64 << 10);

    private static final long MAX_APPLIED_BYTES = 250 << 10;
    private final Map<String, Files> byName = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();
    /** What was found before: a thousand services may mount the same file. */
    private final Map<BindFile, Boolean> secrets = new HashMap<>();

    private final IdentityHashMap<List<BindFile>, Boolean> fitting = new IdentityHashMap<>();
    private final Verdicts verdicts = new Verdicts();
    private final Map<String, String> environment;
    private final Path folder;
    private final Path current;
    private final BindFiles reader;
    private final Secrecy secrecy;

    /**
     * Makes the bundles of a project.
     *
     * @param current the folder in which the user runs Sild
     */
    public FileBundles(Map<String, String> environment, Path folder, Path current, BindFiles reader, Secrecy secrecy) {
        this.current = current;
        this.secrecy = secrecy;
        this.environment = environment;
        this.folder = folder;
        this.reader = reader;
    }

    /** Returns what is taken for a secret in files. */
    public Secrecy secrecy() {
        return secrecy;
    }

    public BindFiles reader() {
        return reader;
    }

    public Path folder() {
        return folder;
    }

    /** Returns the absolute path that a path of the project resolves to. */
    public Path place(String path) {
        return folder.resolve(path).normalize();
    }

    /** Returns a path as it is shown to the user: relative to the current folder if it is one of the project. */
    public String shown(Path path) {
        return isOfProject(path) ? typed().shown(path) : path.toString();
    }

    /** Returns a path as an attribute of the project has it: relative to the project's folder if it is one of it. */
    public String written(Path path) {
        return isOfProject(path) ? folder.relativize(path).toString() : path.toString();
    }

    private boolean isOfProject(Path path) {
        return path.startsWith(folder) || reader.isOfRepository(path);
    }

    /** Returns paths as the user types them. */
    public TypedPaths typed() {
        return new TypedPaths(current);
    }

    /** Returns a path of the project's as something of its own is named for it. */
    public String named(Path path) {
        String relative = folder.relativize(path).toString();
        boolean above = relative.replace('\\', '/').matches("\\.\\.(/\\.\\.)*");
        return relative.isEmpty() ? "project" : above ? "parent-folder" : relative;
    }

    /** Returns the variables that the project was read with. */
    public Map<String, String> variables() {
        return environment;
    }

    /** Returns the value that the variable had when the project was read. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    /** Returns the name of the bundle of a secret or config, the same on every call. */
    String nameOf(String kind, String wanted, String original) {
        return names.computeIfAbsent(kind + "/" + wanted, key -> freeName(wanted, original));
    }

    /** Adds a bundle unless one of that name is there, and returns the one that is. */
    public Files add(Files files) {
        taken.add(files.name());
        return byName.computeIfAbsent(files.name(), name -> files);
    }

    public Optional<Files> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Returns the bundle of that name, which more than one component mounts. */
    public Files share(String name) {
        return byName.computeIfPresent(name, (key, files) -> files.shared());
    }

    /** Returns the bundle of an external object, with that entry added to those already requested from it. */
    Files external(String object, boolean secret, Files.Entry entry) {
        String name = names.computeIfAbsent(
                "external " + secret + "/" + object, key -> taken.add(object) ? object : freeName(object, key));
        return byName.merge(
                name,
                new Files(name, List.of(entry), secret, false, Optional.empty(), object),
                (known, added) -> known.with(entry));
    }

    /** Keeps a name for a bundle that is added later. */
    public void reserve(String name) {
        taken.add(name);
    }

    /** Returns a name that no bundle has: podman keeps claims and bundles in one name space, so all names differ. */
    public String freeName(String wanted, String original) {
        String name = Names.label(wanted);
        while (!taken.add(name)) {
            name = Names.label(Names.cut(name, Names.MAX_LABEL - 9), Names.hash(original + name));
        }
        return name;
    }

    public List<Files> all() {
        return List.copyOf(byName.values());
    }

    /** Returns the file that a secret or config names; nothing, with a finding, where it cannot be had. */
    Optional<BindFile> fileOf(Attribute file, String kind, String key, boolean podman) {
        Path path = place(file.string());
        boolean secret = kind.equals("secrets");
        String object = (secret ? "Secret '" : "ConfigMap '") + Names.label(key) + "'";
        String waits = "; the pod waits for the " + object + " with the key '" + key(key) + "'";
        BindFiles.Kind found = reader.kind(path);
        if (found != BindFiles.Kind.FILE) {
            String create = podman ? "" : CreateCommand.of(secret, Names.label(key), key(key), typed().of(path));
            file.note(
                    found == BindFiles.Kind.OUTSIDE ? Code.BIND_OUTSIDE : Code.BIND_MISSING,
                    found == BindFiles.Kind.OUTSIDE
                            ? "the file is outside the project root and was not read" + waits
                            : "the file does not exist" + waits,
                    found == BindFiles.Kind.OUTSIDE
                            ? "allow it with " + typed().allowing(path, true)
                            : "create it and convert again"
                                    + (podman
                                            ? ""
                                            : ", or create the " + (secret ? "Secret" : "ConfigMap") + " yourself"),
                    create);
            return Optional.empty();
        }
        Optional<BindFiles.Contents> read = reader.read(path, MAX_BYTES);
        if (read.isEmpty()) {
            file.note(Code.BIND_TOO_LARGE, "the file is too large for a " + object, "use a volume");
        } else if (read.get().files().isEmpty()) {
            file.note(
                    Code.BIND_MISSING,
                    "the file cannot be read; create the " + object + " yourself",
                    "check its permissions");
        }
        return read.map(BindFiles.Contents::files)
                .filter(files -> !files.isEmpty())
                .map(files -> files.get(0));
    }

    /**
     * Returns a bundle of files that were read for one component.
     *
     * @param open whether everyone may read what only its owner may read, since it is unknown which user that is in the
     *     container
     */
    public Files bundle(String name, String component, List<BindFile> files, boolean open) {
        List<Files.Entry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        boolean secret = false;
        for (BindFile file : files) {
            String key = key(file.path());
            while (!keys.add(key)) {
                key = key + "-" + Names.hash(file.path());
            }
            entries.add(new Files.Entry(key, file.path(), open ? openMode(file) : mode(file), file.content()));
            secret |= isSecret(file);
        }
        return add(new Files(name, entries, secret, true, Optional.of(component)));
    }

    /**
     * ssh and other programs reject keys that other users may read; a pod's fsGroup may read them, as the kubelet
     * ensures.
     */
    static int mode(BindFile file) {
        return file.ownerOnly() ? file.mode() & 0700 | 0400 : openMode(file);
    }

    private static int openMode(BindFile file) {
        return file.executable() ? 0755 : -1;
    }

    /** Returns the limit because of which a file or folder is not in the manifests. */
    public String limit(Path path) {
        return reader.isOverBudget(path)
                ? InputLimits.DEFAULT.bundleBytes() / (1 << 20) + " MiB of all mounted files together"
                : reader.kind(path) == BindFiles.Kind.FILE ? "1 MiB" : "1 MiB, 1,000 files";
    }

    /** Whether the files fit into one ConfigMap or Secret. */
    public boolean fits(List<BindFile> files) {
        return fitting.computeIfAbsent(files, this::measure);
    }

    private boolean measure(List<BindFile> files) {
        long bytes = 0;
        for (BindFile file : files) {
            bytes += file.content().length;
            Files alone = new Files("", List.of(), isSecret(file), true, Optional.empty());
            if (alone.jsonBytes(new Files.Entry(file.path(), file.path(), -1, file.content())) > MAX_REQUEST_BYTES) {
                return false;
            }
        }
        return bytes <= MAX_BYTES;
    }

    /**
     * Returns the files that are too large for the annotation of a client-side {@code kubectl apply}; bundles of
     * smaller ones are taken apart.
     */
    public static List<Files.Entry> large(Files files) {
        return files.entries().stream()
                .filter(entry -> files.jsonBytes(entry) > MAX_APPLIED_BYTES)
                .toList();
    }

    /** Returns what was found out about programs in files. */
    public Verdicts verdicts() {
        return verdicts;
    }

    /** Whether a file must be kept secret. */
    public boolean isSecret(BindFile file) {
        return secrets.computeIfAbsent(file, each -> FileSecrets.isSecret(each, secrecy));
    }

    /** Returns a path as a key: letters, digits, {@code -}, {@code _} and {@code .}. */
    public static String key(String path) {
        StringBuilder key = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean legal = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '_'
                    || c == '.';
            key.append(legal ? c : '_');
        }
        String legal = key.length() > 240 ? key.substring(0, 240) + "-" + Names.hash(path) : key.toString();
        return legal.equals(".") || legal.startsWith("..") ? "_" + legal : legal;
    }
}
