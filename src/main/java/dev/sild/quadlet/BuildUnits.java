package dev.sild.quadlet;

import dev.sild.compose.translate.image.BuiltImages;
import dev.sild.compose.translate.image.ResourceLimits;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Secrecy;
import dev.sild.model.Lookup;
import dev.sild.model.Text;
import dev.sild.syntax.UnitText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The images that a project builds: a unit for each. */
final class BuildUnits {
    private static final String SERVICE = "service:";

    private final Attribute root;
    private final BuiltImages images;
    private final UnitNames names;
    private final UnitSecrets secrets;
    private final Map<String, UnitFile> byImage = new LinkedHashMap<>();
    private final Map<String, UnitFile> byService = new LinkedHashMap<>();
    private final Map<String, String> inline = new LinkedHashMap<>();

    BuildUnits(Attribute root, BuiltImages images, UnitNames names, UnitSecrets secrets) {
        this.root = root;
        this.images = images;
        this.names = names;
        this.secrets = secrets;
    }

    /** Makes the units of all services that are built. */
    void make(Map<String, Member> members) {
        members.values().stream()
                .filter(member -> member.attribute().get("build").present())
                .forEach(member -> {
                    String image = images.of(member.key()).value();
                    UnitFile known = byImage.get(image);
                    if (known == null) {
                        known = names.make("build", member.key());
                        byImage.put(image, known);
                    }
                    byService.put(member.key(), known);
                });
        Map<String, UnitFile> open = new LinkedHashMap<>(byImage);
        members.values().stream()
                .filter(member -> byService.containsKey(member.key()))
                .forEach(member -> {
                    String image = images.of(member.key()).value();
                    Attribute build = member.attribute().get("build");
                    if (open.remove(image) == null) {
                        // It is built alike, or compose would build the image of one of them twice.
                        build.done();
                        return;
                    }
                    build(Lookup.required(byService, member.key()), image, build, member.secrecy());
                });
    }

    /** Returns the unit whose image a service runs; empty where it does not build one. */
    String reference(String service) {
        UnitFile unit = byService.get(service);
        return unit == null ? "" : unit.file();
    }

    /** Returns the unit that builds the image of that name; the name where none does. */
    String named(String image) {
        UnitFile unit = byImage.get(image);
        return unit == null ? image : unit.file();
    }

    /** Returns the texts of Dockerfiles that the compose file contains, by their path below the folder of the units. */
    Map<String, String> inline() {
        return inline;
    }

    private void build(UnitFile unit, String image, Attribute build, Secrecy secrecy) {
        UnitWords words = new UnitWords(unit, secrecy, secrets);
        unit.add("Unit", "Description", "Image " + UnitText.value(image));
        unit.value("ImageTag", "--tag", image);
        build.get("tags").strings().forEach(tag -> unit.value("ImageTag", "--tag", tag));
        String context = build.get("context").string();
        unit.value("SetWorkingDirectory", "--ignorefile", context.isEmpty() ? "unit" : context);
        file(unit, build, context);
        build.present("target").forEach(each -> unit.value("Target", "--target", each.string()));
        build.get("args").entries().forEach((key, value) -> {
            Text text = value.text();
            unit.add(
                    "PodmanArgs",
                    value.isNull() ? UnitText.word("--build-arg=" + key) : "--build-arg " + words.pair(key, text));
        });
        build.get("labels").entries().forEach((key, value) -> unit.add("Label", words.pair(key, value.text())));
        build.get("additional_contexts")
                .entries()
                .forEach((key, value) -> unit.option("--build-context", key + "=" + other(value.string(), unit)));
        build.get("secrets").items().forEach(use -> secret(use, unit));
        build.get("extra_hosts").strings().forEach(host -> unit.option("--add-host", host.replaceFirst("=", ":")));
        build.present("network").forEach(each -> unit.value("Network", "--network", each.string()));
        build.present("shm_size").forEach(each -> unit.option("--shm-size", ResourceKeys.size(each.string())));
        build.get("ulimits")
                .entries()
                .forEach((name, limit) -> unit.option("--ulimit", name + "=" + ResourceLimits.ulimit(limit)));
        platforms(build.get("platforms"), unit);
        build.get("ssh")
                .entries()
                .forEach((id, path) -> unit.option("--ssh", id + (path.peek().isEmpty() ? "" : "=" + path.string())));
        build.get("ssh").done();
        // The OCI format has no place for HEALTHCHECK, SHELL and ONBUILD of a Dockerfile.
        unit.option("--format", "docker");
        if (build.get("no_cache").bool()) {
            unit.option("--no-cache");
        }
        if (build.get("pull").bool()) {
            unit.add("Pull", "always");
        }
        // docker's builder alone has these; they do not change the image.
        build.present("cache_from", "cache_to", "provenance", "sbom").forEach(Attribute::done);
        unit.add("Service", "TimeoutStartSec", "1h");
    }

    private static void platforms(Attribute platforms, UnitFile unit) {
        List<String> all = platforms.strings();
        all.stream().limit(1).forEach(platform -> unit.option("--platform", platform));
        if (all.size() > 1) {
            platforms.noteLost(
                    "a unit builds for one platform, here for the first",
                    "build for others with 'podman build --platform'");
        }
    }

    private void file(UnitFile unit, Attribute build, String context) {
        Attribute text = build.get("dockerfile_inline");
        String file = build.get("dockerfile").string();
        if (text.present()) {
            String path = "builds/" + unit.file().replace('.', '-') + ".Containerfile";
            inline.put(path, text.string());
            unit.add("File", "./" + path);
        } else if (!file.isEmpty() && !file.equals("Dockerfile")) {
            unit.value(
                    "File",
                    "--file",
                    file.startsWith("/") || !context.startsWith("/")
                            ? file
                            : context.replaceFirst("/$", "") + "/" + file);
        }
    }

    private String other(String context, UnitFile unit) {
        if (!context.startsWith(SERVICE)) {
            return context;
        }
        UnitFile base = byService.get(context.substring(SERVICE.length()));
        if (base == null) {
            return context;
        }
        unit.once("Unit", "Requires", base.service());
        unit.once("Unit", "After", base.service());
        return "container-image://"
                + images.of(context.substring(SERVICE.length())).value();
    }

    private void secret(Attribute use, UnitFile unit) {
        String source = use.get("source").string();
        String target = use.get("target").string();
        Attribute secret = root.get("secrets").get(source);
        String id = target.isEmpty() ? source : target.substring(target.lastIndexOf('/') + 1);
        if (secret.get("file").present()) {
            unit.value(
                    "Secret",
                    "--secret",
                    "id=" + id + ",src=" + secret.get("file").string());
        } else if (secret.get("environment").present()) {
            unit.value(
                    "Secret",
                    "--secret",
                    "id=" + id + ",env=" + secret.get("environment").string());
        }
        use.done();
    }
}
