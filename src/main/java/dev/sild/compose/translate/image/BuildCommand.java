package dev.sild.compose.translate.image;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageReference;
import dev.sild.model.Text;
import dev.sild.syntax.ShellText;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The command that builds an image, for the user to paste where Sild runs. It has the keys of a build that decide what
 * is in the image; a build that needs more is left to the build script, and so is one that no shell can be given.
 */
final class BuildCommand {
    private static final Set<String> SAID = Set.of(
            "context",
            "dockerfile",
            "target",
            "args",
            "platforms",
            "additional_contexts",
            "network",
            "extra_hosts",
            "ssh");
    /** What does not change what is in the image. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "labels", "tags", "cache_from", "cache_to", "no_cache", "no_cache_filter", "pull", "provenance", "sbom");

    private static final String SERVICE = "service:";

    private final StringBuilder command = new StringBuilder();
    private final FileBundles files;

    private BuildCommand(FileBundles files) {
        this.files = files;
    }

    /**
     * Returns the command; empty where there is none.
     *
     * @param names what the image is called, by each service that is built like this
     * @param images the names of all images that the project builds
     * @param hosts returns the value of a key with the changed names in it
     */
    static String of(
            Attribute service,
            Collection<String> names,
            BuiltImages images,
            boolean podman,
            FileBundles files,
            BiFunction<String, Text, Text> hosts) {
        Attribute build = service.get("build");
        String context = build.get("context").peek();
        boolean known = build.below().stream()
                .allMatch(key -> SAID.contains(key.segment())
                        || WITHOUT_EFFECT.contains(key.segment())
                        || key.segment().startsWith("x-"));
        if (!known || context.isEmpty() || context.startsWith("-") || context.contains("@")) {
            return "";
        }
        String builder = podman ? "podman" : "docker";
        BuildCommand made = new BuildCommand(files);
        BuildArguments arguments = new BuildArguments(build, files, hosts);
        made.command.append(arguments.assignments()).append(builder).append(" build");
        names.forEach(name -> made.option("-t", name));
        made.dockerfile(build, context);
        made.value("--target", build.get("target"));
        made.platforms(build, service.get("platform"));
        made.command.append(arguments.options());
        build.get("additional_contexts")
                .entries()
                .forEach(
                        (name, path) -> made.option("--build-context", name + "=" + made.context(path.peek(), images)));
        build.get("ssh")
                .entries()
                .forEach((key, path) -> made.option("--ssh", path.isNull() ? key : key + "=" + made.path(path.peek())));
        made.value("--network", build.get("network"));
        build.get("extra_hosts")
                .items()
                .forEach(host -> made.option("--add-host", host.peek().replaceFirst("=", ":")));
        made.command.append(' ').append(ShellText.shortWord(made.path(context)));
        for (String name : podman ? List.<String>of() : names) {
            if (ImageReference.parse(name).namesRegistry()) {
                made.command.append(" && ").append(builder).append(" push ").append(ShellText.shortWord(name));
            }
        }
        return made.command.toString();
    }

    /** A Dockerfile is named from the context, by compose, and from the current folder, by its builder. */
    private void dockerfile(Attribute build, String context) {
        String named = build.get("dockerfile").peek();
        if (!named.isEmpty() && !named.equals("Dockerfile")) {
            option(
                    "-f",
                    context.startsWith("/")
                            ? files.typed().of(Path.of(context).resolve(named).normalize())
                            : named);
        }
    }

    private void platforms(Attribute build, Attribute ofService) {
        List<String> platforms =
                build.get("platforms").items().stream().map(Attribute::peek).toList();
        String all = platforms.isEmpty() ? ofService.peek() : String.join(",", platforms);
        if (!all.isEmpty()) {
            option("--platform", all);
        }
    }

    private String context(String written, BuiltImages images) {
        return written.startsWith(SERVICE)
                ? "docker-image://"
                        + images.of(written.substring(SERVICE.length())).value()
                : path(written);
    }

    private String path(String written) {
        return written.startsWith("/") ? files.typed().of(Path.of(written).normalize()) : written;
    }

    private void value(String option, Attribute attribute) {
        if (attribute.present()) {
            option(option, attribute.peek());
        }
    }

    private void option(String option, String value) {
        command.append(' ').append(option).append(' ').append(ShellText.shortWord(value));
    }
}
