package dev.sild.compose.translate.image;

import dev.sild.compose.ComposeProject;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Secrecy;
import dev.sild.model.ImageBuild;
import dev.sild.model.Text;
import dev.sild.report.Code;
import dev.sild.secrets.SecretValues;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How the images of a project are built.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/build/">Compose Build Specification</a>
 * @see <a href="https://docs.docker.com/reference/cli/docker/buildx/build/">docker buildx build</a>
 */
public final class Builds {
    private static final String SERVICE = "service:";
    private static final Pattern CREDENTIALS = Pattern.compile("://[^/?# ]*@");

    private final Attribute root;
    private final Path folder;
    private final BuiltImages images;
    private final Secrecy secrecy;
    private final Predicate<Path> outside;
    private final BiFunction<String, Text, Text> hosts;
    private final Map<String, ImageBuild> byService = new LinkedHashMap<>();
    private final Map<String, Set<String>> needs = new LinkedHashMap<>();

    /** Makes a reader of the builds of the project at {@code folder}. */
    public Builds(Attribute root, Path folder, BuiltImages images, Secrecy secrecy) {
        this(root, folder, images, secrecy, path -> false, (key, text) -> text);
    }

    /**
     * Creates a reader of builds that run now.
     *
     * @param outside whether a path leads outside the folders that may be read
     * @param hosts returns the value of a key with the changed names in it
     */
    public Builds(
            Attribute root,
            Path folder,
            BuiltImages images,
            Secrecy secrecy,
            Predicate<Path> outside,
            BiFunction<String, Text, Text> hosts) {
        this.secrecy = secrecy;
        this.outside = outside;
        this.hosts = hosts;
        this.root = root;
        this.folder = folder;
        this.images = images;
    }

    /** Reads the {@code build} of a service. */
    public void add(String name, Attribute service) {
        Attribute build = service.get("build");
        BuildFlags flags = new BuildFlags(build, secrecy);
        String context = withoutPassword(
                build.get("context"), context(build.get("context").text()));
        reportOutside(build.get("context"));
        String file = build.get("dockerfile").string();
        boolean local = context.startsWith("./") || context.startsWith("/");
        if (!file.isEmpty() && !build.get("dockerfile_inline").present()) {
            flags.add("--file", local && !file.startsWith("/") ? join(context, file) : file);
        }
        flags.arguments(hosts);
        contexts(name, build, flags);
        secrets(build, flags);
        flags.environment();
        flags.onlyDocker();
        List<String> platforms = build.get("platforms").strings();
        String platform = service.get("platform").string();
        byService.put(
                name,
                new ImageBuild(
                        images.of(name).value(),
                        build.get("tags").strings(),
                        context,
                        Optional.of(build.get("dockerfile_inline").string()).filter(text -> !text.isEmpty()),
                        platforms.isEmpty() && !platform.isEmpty() ? List.of(platform) : platforms,
                        flags.all(),
                        flags.variables(),
                        build.origin()));
        build.present("isolation")
                .forEach(mode -> mode.lost("only Windows builders have isolation modes", "remove it"));
    }

    /** Returns all builds, each after those whose images it builds on. */
    public List<ImageBuild> all() {
        Set<String> sorted = new LinkedHashSet<>();
        byService.keySet().forEach(service -> sort(service, sorted, new LinkedHashSet<>()));
        // Services that are built alike may run one image, which is built once.
        Map<String, ImageBuild> byImage = new LinkedHashMap<>();
        sorted.stream()
                .map(byService::get)
                .forEach(build -> byImage.putIfAbsent(build.image() + build.flags() + build.context(), build));
        return List.copyOf(byImage.values());
    }

    private void sort(String service, Set<String> sorted, Set<String> path) {
        if (path.add(service)) {
            needs.getOrDefault(service, Set.of()).stream()
                    .filter(byService::containsKey)
                    .forEach(needed -> sort(needed, sorted, path));
            sorted.add(service);
        }
    }

    private void contexts(String name, Attribute build, BuildFlags flags) {
        build.get("additional_contexts").entries().forEach((key, value) -> {
            String text = value.peek();
            if (text.startsWith(SERVICE)) {
                String other = value.string().substring(SERVICE.length());
                needs.computeIfAbsent(name, service -> new LinkedHashSet<>()).add(other);
                flags.add(
                        "--build-context",
                        key + "=docker-image://" + images.of(other).value());
            } else {
                reportOutside(value);
                flags.add("--build-context", key + "=" + withoutPassword(value, context(value.text())));
            }
        });
    }

    private void secrets(Attribute build, BuildFlags flags) {
        for (Attribute secret : build.get("secrets").items()) {
            String source = secret.get("source").string();
            String target = secret.get("target").string();
            Attribute declared = root.get("secrets").get(source);
            String variable = declared.get("environment").peek();
            String from = !variable.isEmpty() ? "env=" + variable : "src=" + context(textOf(declared.get("file")));
            String given = "id=" + (target.isEmpty() ? source : target) + "," + quoted(from);
            if (variable.isEmpty()) {
                flags.add("--secret", given);
            } else {
                flags.addSecret("--secret", given, variable, Optional.empty());
            }
            reportOutside(declared.get("file"));
            if (variable.isEmpty() && declared.get("file").peek().isEmpty()) {
                secret.noteLost(
                        "the secret '" + source + "' is external, so the build cannot read it",
                        "set its 'file' or 'environment'");
                flags.removeLast();
            }
            secret.present("uid", "gid", "mode")
                    .forEach(part -> part.lost(
                            "builders do not support '" + part.segment() + "' for a secret",
                            "set it in the Dockerfile with RUN --mount=type=secret"));
        }
        build.get("ssh").entries().forEach((key, value) -> {
            String path = value.isNull() ? "" : context(value.text());
            reportOutside(value);
            value.done();
            flags.add("--ssh", path.isEmpty() ? key : key + "=" + path);
        });
    }

    /** A builder reads it, and hands it to the Dockerfile, which may send it anywhere. */
    private void reportOutside(Attribute path) {
        String text = path.peek();
        if (text.startsWith("/") && outside.test(Path.of(text))) {
            path.note(
                    Code.READ_OUTSIDE,
                    text + " is outside the project root, but the image build reads it",
                    "allow it with --allow-path " + text.substring(0, Math.max(1, text.lastIndexOf('/')))
                            + ", or move it into the project folder");
        }
    }

    /** Reads a path without dealing with the attribute: a secret that is not built with has a place of its own. */
    private static Text textOf(Attribute file) {
        return Text.of(file.peek());
    }

    /** Returns an address without the user and the password in it. */
    private static String withoutPassword(Attribute attribute, String address) {
        if (!SecretValues.hasPasswordInUrl(address)) {
            return address;
        }
        attribute.note(
                Code.SECRET_TO_CREATE,
                "the URL contains a password, which is left out of the build script",
                "configure the password where the script runs, for example with a git credential helper");
        return CREDENTIALS.matcher(address).replaceAll("://");
    }

    /** A field of comma-separated values may hold commas and quotes when it is quoted. */
    private static String quoted(String field) {
        return field.indexOf(',') < 0 && field.indexOf('"') < 0 ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    /**
     * Returns a path of the project's from its folder on, as {@code ./api}; an address, and a path elsewhere, as it is.
     */
    private String context(Text text) {
        String value = text.value();
        boolean own = text instanceof Text.Variable variable && variable.name().equals(ComposeProject.FOLDER);
        if (!own && !(value.startsWith("/") && Path.of(value).startsWith(folder))) {
            return value;
        }
        Path relative = folder.relativize(Path.of(value).normalize());
        return relative.toString().isEmpty() ? "./" : "./" + relative;
    }

    private static String join(String context, String file) {
        String path = Path.of(context).resolve(file).normalize().toString();
        return path.startsWith("/") ? path : "./" + path;
    }
}
