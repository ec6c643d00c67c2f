package dev.sild.compose.translate.image;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Secrecy;
import dev.sild.model.ImageBuild;
import dev.sild.model.ImageBuild.Flag;
import dev.sild.model.Text;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The options with which a builder builds one image. */
final class BuildFlags {
    private final Attribute build;
    private final Secrecy secrecy;
    private final List<Flag> flags = new ArrayList<>();
    private final List<String> variables = new ArrayList<>();

    BuildFlags(Attribute build, Secrecy secrecy) {
        this.build = build;
        this.secrecy = secrecy;
    }

    List<Flag> all() {
        return flags;
    }

    /** Returns the variables that must be set when the image is built. */
    List<String> variables() {
        return variables;
    }

    void removeLast() {
        flags.remove(flags.size() - 1);
    }

    /**
     * Adds the arguments and what is named in the Dockerfile.
     *
     * @param hosts returns the value of a key with the changed names in it
     */
    void arguments(BiFunction<String, Text, Text> hosts) {
        build.get("args").entries().forEach((key, value) -> {
            Text text = BuildArguments.value(key, value, hosts);
            if (value.isNull()) {
                value.done();
                addSecret("--build-arg", key, key, Optional.empty());
            } else if (secrecy.isSecret(key, text)) {
                value.note(
                        Code.SECRET_TO_CREATE,
                        "the build argument '" + key + "' is secret and is left out of the build script",
                        "set the variable '" + key + "' when you run the script");
                variables.add(key);
                addSecret("--build-arg", key, key, Optional.of(text.value()));
            } else {
                add("--build-arg", key + "=" + text.value());
            }
        });
        build.get("labels").entries().forEach((key, value) -> {
            if (!isLeftOut(value, secrecy.isSecret(key, value.text()))) {
                add("--label", key + "=" + value.string());
            }
        });
        single(build.get("target"), "--target");
    }

    void environment() {
        build.get("extra_hosts")
                .items()
                .forEach(host -> add("--add-host", host.string().replaceFirst("=", ":")));
        single(build.get("network"), "--network");
        single(build.get("shm_size"), "--shm-size");
        build.get("ulimits")
                .entries()
                .forEach((name, limit) -> add("--ulimit", name + "=" + ResourceLimits.ulimit(limit)));
        if (build.get("no_cache").bool()) {
            flags.add(new Flag("--no-cache", Optional.empty(), false));
        }
        if (build.get("pull").bool()) {
            flags.add(new Flag("--pull", Optional.empty(), false));
        }
    }

    /** What BuildKit alone knows: podman's builder has other caches and makes no attestations. */
    void onlyDocker() {
        for (String each : new String[] {"cache_from", "cache_to", "entitlements"}) {
            String option = each.equals("entitlements") ? "--allow" : "--" + each.replace('_', '-');
            for (Attribute value : build.get(each).items()) {
                if (!isLeftOut(value, secrecy.isSecret(value.text()) || hasSecretField(value.peek()))) {
                    flags.add(new Flag(option, Optional.of(value.string()), true));
                }
            }
        }
        build.get("no_cache_filter")
                .strings()
                .forEach(stage -> flags.add(new Flag("--no-cache-filter", Optional.of(stage), true)));
        if (build.get("privileged").bool()) {
            flags.add(new Flag("--allow", Optional.of("security.insecure"), true));
        }
        for (String each : new String[] {"provenance", "sbom"}) {
            String value = build.get(each).string();
            if (!value.isEmpty()) {
                flags.add(new Flag("--" + each, Optional.of(value), true));
            }
        }
    }

    /** Whether a cache's {@code type=s3,secret_access_key=…} names a secret. */
    private boolean hasSecretField(String fields) {
        return Stream.of(fields.split(",")).anyMatch(field -> {
            int equals = field.indexOf('=');
            return equals > 0 && equals < field.length() - 1 && secrecy.isSecretName(field.substring(0, equals));
        });
    }

    private static boolean isLeftOut(Attribute value, boolean secret) {
        if (secret) {
            value.found(
                    Code.SECRET_LEFT_OUT,
                    "the build script is not confidential",
                    "set it for the builder in another way; cache credentials can come from environment variables");
        }
        return secret;
    }

    private void single(Attribute attribute, String option) {
        String value = attribute.string();
        if (!value.isEmpty()) {
            add(option, value);
        }
    }

    void add(String option, String value) {
        flags.add(new Flag(option, Optional.of(value), false));
    }

    /** Adds an option whose content a builder takes from a variable of its environment. */
    void addSecret(String option, String value, String variable, Optional<String> content) {
        flags.add(new Flag(option, Optional.of(value), false, Optional.of(new ImageBuild.Secret(variable, content))));
    }
}
