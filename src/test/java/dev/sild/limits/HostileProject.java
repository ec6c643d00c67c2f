package dev.sild.limits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A project that expands to much more than it looks like.
 *
 * @param name its folder
 * @param files its files by name
 * @param limit what its error names; empty where it is converted
 */
record HostileProject(String name, Map<String, String> files, String limit) {
    private static final int CHAIN = 3_000;
    private static final String SERVICE = "services:\n  web:\n    image: a:1\n";

    static List<HostileProject> all() {
        List<HostileProject> all = new ArrayList<>();
        String doubling = "Z0=xxxxxxxx\n" + repeat(60, i -> "Z" + (i + 1) + "=${Z" + i + "}${Z" + i + "}\n");
        all.add(new HostileProject("dotenv-doubles", Map.of(".env", doubling, "compose.yaml", SERVICE), "limit: text"));
        all.add(new HostileProject(
                "dotenv-doubles-itself",
                Map.of(".env", "Z=xxxxxxxx\n" + "Z=${Z}${Z}\n".repeat(60), "compose.yaml", SERVICE),
                "limit: text"));
        all.add(new HostileProject(
                "env-file-doubles",
                Map.of("a.env", doubling, "compose.yaml", SERVICE + "    env_file: a.env\n"),
                "limit: text"));
        all.add(new HostileProject(
                "one-variable-everywhere",
                Map.of(
                        ".env",
                        "A=" + "x".repeat(1_000_000),
                        "compose.yaml",
                        SERVICE + "    environment:\n" + repeat(1_000, i -> "      V" + i + ": $A$A$A\n")),
                "limit: text"));
        all.add(compose(
                "defaults-in-defaults",
                SERVICE + "    command: '" + "${A:-".repeat(95) + "x".repeat(1_000_000) + "}".repeat(95) + "'\n",
                "limit: text"));
        all.add(new HostileProject(
                "dotenv-of-many-unset",
                Map.of(".env", repeat(20_000, i -> "V" + i + "=$W" + i + "\n"), "compose.yaml", SERVICE),
                ""));
        String variables = "    environment:\n" + repeat(20_000, i -> "      V" + i + ": v\n");
        all.add(compose(
                "variables-extended",
                SERVICE + variables + repeat(2_000, i -> "  s" + i + ": {extends: web}\n"),
                "limit: values"));
        all.add(compose(
                "variables-merged",
                "x-web: &e\n" + variables + SERVICE + repeat(2_000, i -> "  s" + i + ": {image: 'a:1', <<: *e}\n"),
                "1000000 values"));
        all.add(new HostileProject(
                "variables-of-files",
                Map.of(
                        "a.env",
                        repeat(20_000, i -> "V" + i + "=v\n"),
                        "compose.yaml",
                        "services:\n" + repeat(2_000, i -> "  s" + i + ": {image: 'a:1', env_file: a.env}\n")),
                "limit: values"));
        all.add(compose(
                "documents",
                "services: {" + repeat(1_000, i -> "s" + i + ": {image: x},") + "}\n"
                        + "---\nservices: {s0: {image: x}}\n".repeat(2_000),
                "limit: "));
        all.add(compose(
                "ports",
                "services:\n" + repeat(100, i -> "  s" + i + ": {image: 'a:1', ports: ['1-60000:1-60000']}\n"),
                "limit: ports"));
        all.add(compose(
                "ports-exposed",
                "services:\n" + repeat(100, i -> "  s" + i + ": {image: 'a:1', expose: ['1-60000']}\n"),
                "limit: ports"));
        all.add(compose(
                "ports-extended",
                SERVICE + "    expose: ['1-60000']\n" + repeat(100, i -> "  s" + i + ": {extends: web}\n"),
                "limit: ports"));
        for (String namespace : List.of("network_mode", "pid", "ipc")) {
            all.add(chain(namespace, namespace + ": 'service:s%d'", "limit: dependencies"));
            all.add(compose(
                    namespace + "-of-one",
                    SERVICE + repeat(1_000, i -> "  s" + i + ": {image: 'a:1', " + namespace + ": 'service:web'}\n"),
                    "limit: containers"));
        }
        all.add(chain("extends", "extends: s%d", "chain of `extends` has more than 100 services"));
        for (String list : List.of("depends_on", "links", "volumes_from")) {
            all.add(chain(list, list + ": [s%d]", "limit: dependencies"));
        }
        all.add(compose(
                "mounts-taken-over",
                "services:\n"
                        + repeat(
                                300,
                                i -> "  s" + i + ": {image: 'a:1', volumes: ['d" + i + ":/d" + i
                                        + "'], volumes_from: [s" + (i + 1) + "]}\n")
                        + "  s300: {image: 'a:1'}\n",
                "limit: mounts"));
        Map<String, String> included = IntStream.range(0, CHAIN)
                .boxed()
                .collect(Collectors.toMap(i -> "f" + i + ".yaml", i -> "include: [f" + (i + 1) + ".yaml]\n"));
        included.put("compose.yaml", "include: [f0.yaml]\n");
        all.add(new HostileProject("include", included, "chain of `include` has more than 100 files"));
        String deep = "a/".repeat(10_000) + "x";
        all.add(compose(
                "paths-of-the-host",
                SERVICE + "    volumes: ['./" + deep + ":/x']\n    build: ./" + deep + "\n",
                "limit: path"));
        all.add(compose(
                "paths-of-containers",
                "services:\n"
                        + repeat(
                                100,
                                i -> "  s" + i + ": {image: 'a:1', working_dir: /" + deep + ", volumes: ['/y" + i + ":/"
                                        + deep + "']}\n"),
                "limit: path"));
        all.add(compose("paths-of-env-files", SERVICE + "    env_file: " + deep + "\n", "limit: path"));
        all.add(compose("nesting", "x-a: " + "[".repeat(100_000) + "]".repeat(100_000) + "\n", "100 levels"));
        all.add(compose("keys", "services:\n  ? " + "k".repeat(1_000_000) + "\n  : {image: 'a:1'}\n", "limit: key"));
        all.add(compose(
                "aliases",
                "x-a: &a\n" + repeat(100, i -> "  V" + i + ": v\n") + "services:\n"
                        + repeat(10_000, i -> "  s" + i + ": {image: 'a:1', environment: *a}\n"),
                "values"));
        all.add(compose(
                "tabs",
                SERVICE
                        + repeat(60_000, i -> "    # a line that is long enough to be read again and again\n")
                        + repeat(5_000, i -> "\tk" + i + ": x\n"),
                "tab used for indentation"));
        all.add(compose(
                "long-error",
                SERVICE + "    command: '" + "${".repeat(300_000) + "}'\n",
                "not a valid variable reference"));
        all.add(compose(
                "replicas",
                "services: {a: {image: 'a:1', deploy: {replicas: 999999999}}, b: {image: 'a:1', scale: 2147483647}}\n",
                ""));
        return all;
    }

    private static HostileProject compose(String name, String text, String limit) {
        return new HostileProject(name, Map.of("compose.yaml", text), limit);
    }

    /** Thousands of services, each with an attribute that names the next. */
    private static HostileProject chain(String name, String attribute, String limit) {
        return compose(
                name,
                "services:\n" + repeat(CHAIN, i -> "  s" + i + ": {image: 'a:1', " + attribute.formatted(i + 1) + "}\n")
                        + "  s" + CHAIN + ": {image: 'a:1'}\n",
                limit);
    }

    private static String repeat(int times, IntFunction<String> text) {
        return IntStream.range(0, times).mapToObj(text).collect(Collectors.joining());
    }

    /** Writes the files into a folder of its name. */
    void write(Path folder) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(name).resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}
