package dev.sild.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.chart.Chart;
import dev.sild.compose.load.SpecSlots.Slot;
import dev.sild.layout.ChartMeaning;
import dev.sild.report.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A project with a hostile text in one field, converted on one way: it is refused, or the text is in the output as
 * text.
 */
final class HostileTrial {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Pattern UNIT_LINE = Pattern.compile(
            "#.*|\\[(Unit|Kube|Service|Install)]|(Description|Wants|After|Yaml|Restart|TimeoutStartSec|WantedBy)=[^%\\\\]*|");

    private static final Pattern NATIVE_UNIT = Pattern.compile("[^/]+\\.(?:container|pod|network|volume|build)");
    /** No text is a setting of its own, continues a line, or has a specifier but those of folders. */
    private static final Pattern NATIVE_LINE =
            Pattern.compile("# Written by sild\\.|\\[(?:Unit|Container|Pod|Network|Volume|Build|Service|Install)]"
                    + "|(?!Injected|injected)[A-Z][A-Za-z0-9]+=(?:[^%]|%%|%[hE]/)*(?<!\\\\)|");

    /** How a project can leave Sild. */
    enum Way {
        LIST,
        FILES,
        KUSTOMIZE,
        CHART,
        QUADLET,
        QUADLET_KUBE,
        PODMAN,
        CONFIG,
        JSON,
        SARIF,
        SCRIPT
    }

    private final Path folder;

    HostileTrial(Path folder) {
        this.folder = folder;
    }

    void check(Way way, Slot slot, String text, boolean variable) throws Exception {
        String what = way + " " + slot.path() + (variable ? " as a variable " : " ") + JSON.writeValueAsString(text);
        Trial.clear(folder, List.of("stub"));
        // In a variable, or written down with each $ doubled; a key has no variables.
        boolean asVariable = variable && !slot.path().contains("{key}") && isPossibleInAnEnvironment(text);
        Map<String, String> environment = asVariable ? Map.of("HOSTILE", text) : Map.of();
        Map<String, Object> project;
        try {
            project = slot.filled()
                    .apply(asVariable ? "${HOSTILE}" : slot.path().contains("{key}") ? text : text.replace("$", "$$"));
        } catch (IllegalArgumentException twice) {
            return;
        }
        Files.writeString(folder.resolve("compose.yaml"), Json.of(project));
        Files.writeString(folder.resolve("file"), "content\n");
        switch (way) {
            case LIST -> list(what, environment);
            case PODMAN -> list(what, environment, "--target", "podman");
            case FILES, KUSTOMIZE -> yamlFiles(what, environment, way == Way.FILES ? "files" : "kustomize");
            case CHART -> chart(what, environment);
            case QUADLET -> units(what, environment);
            case QUADLET_KUBE -> quadlet(what, environment);
            case CONFIG -> config(what, environment);
            case JSON, SARIF -> report(what, environment, way == Way.JSON ? "json" : "sarif");
            case SCRIPT -> script(what, environment);
            default -> throw new IllegalStateException(way.name());
        }
        assertThat(Files.exists(folder.resolve("canary"))).as(what).isFalse();
    }

    private static boolean isPossibleInAnEnvironment(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private Trial list(String what, Map<String, String> environment, String... more) {
        String[] arguments = new String[more.length + 1];
        arguments[0] = "convert";
        System.arraycopy(more, 0, arguments, 1, more.length);
        Trial trial = Trial.run(what, folder, environment, arguments);
        trial.isVisible(trial.err());
        if (trial.isAccepted("out")) {
            trial.isVisible(trial.out().replaceAll("[\u200b-\u200d\ufeff]|\udb40\udc41", ""));
            trial.objects(trial.out());
        }
        return trial;
    }

    private void yamlFiles(String what, Map<String, String> environment, String layout) {
        Trial trial = Trial.run(what, folder, environment, "convert", "--layout", layout, "-o", "out/");
        trial.isVisible(trial.err());
        if (trial.isAccepted("out")) {
            Map<String, Object> objects = new LinkedHashMap<>();
            trial.files(folder.resolve("out")).forEach((name, content) -> {
                if (name.endsWith(".yaml")
                        && !name.contains("/secrets/")
                        && !name.contains("/configs/")
                        && !content.isEmpty()) {
                    if (name.endsWith("kustomization.yaml")) {
                        assertThat(trial.documents(content)).as(what).hasSize(1);
                        assertThat((Map<?, ?>) trial.documents(content).get(0))
                                .as(what)
                                .allSatisfy((key, value) -> assertThat(key)
                                        .isIn(
                                                "apiVersion",
                                                "kind",
                                                "namespace",
                                                "resources",
                                                "labels",
                                                "images",
                                                "replicas",
                                                "configMapGenerator",
                                                "secretGenerator",
                                                "patches",
                                                "components"));
                    } else {
                        objects.putAll(trial.objects(content));
                    }
                }
            });
            if (layout.equals("files")) {
                assertThat(objects)
                        .as(what)
                        .isEqualTo(trial.objects(list(what, environment).out()));
            }
        }
    }

    private void chart(String what, Map<String, String> environment) {
        Trial trial = Trial.run(what, folder, environment, "convert", "--layout", "chart", "-o", "out/");
        trial.isVisible(trial.err());
        if (trial.isAccepted("out")) {
            Map<String, String> files = trial.files(folder.resolve("out"));
            assertThat(trial.documents(files.get("Chart.yaml"))).as(what).hasSize(1);
            assertThat(trial.documents(files.get("values.yaml"))).as(what).hasSize(1);
            assertThat(files.keySet()).as(what).allMatch(name -> name.matches("[^/]+|templates/(tests/)?[^/]+"));
            String list = list(what, environment).out();
            String rendered;
            try {
                rendered = Chart.templateOfAnyCluster(folder.resolve("out"), "test", List.of());
            } catch (RuntimeException refused) {
                throw new AssertionError(what + "\n" + files, refused);
            }
            trial.objects(rendered);
            assertThat(ChartMeaning.of(rendered, list)).as(what).isEqualTo(ChartMeaning.ofList(list));
        }
    }

    private void units(String what, Map<String, String> environment) {
        Trial trial = Trial.run(what, folder, environment, "convert", "--layout", "quadlet", "-o", "out/");
        trial.isVisible(trial.err());
        if (trial.isAccepted("out")) {
            trial.files(folder.resolve("out")).forEach((name, content) -> {
                if (NATIVE_UNIT.matcher(name).matches()) {
                    assertThat(content.split("\n")).as(what + "\n" + content).allMatch(NATIVE_LINE.asMatchPredicate());
                    trial.isVisible(content);
                }
            });
        }
    }

    private void quadlet(String what, Map<String, String> environment) {
        Trial trial = Trial.run(
                what, folder, environment, "convert", "--layout", "quadlet-kube", "--target", "podman", "-o", "out/");
        trial.isVisible(trial.err());
        if (trial.isAccepted("out")) {
            trial.files(folder.resolve("out")).forEach((name, content) -> {
                if (name.endsWith(".yaml")) {
                    trial.objects(content);
                } else if (name.endsWith(".kube")) {
                    assertThat(content.lines()).as(what + "\n" + content).allMatch(UNIT_LINE.asMatchPredicate());
                }
            });
        }
    }

    private void config(String what, Map<String, String> environment) {
        Trial trial = Trial.run(what, folder, environment, "config");
        trial.isVisible(trial.err());
        if (trial.isAccepted("out")) {
            assertThat(trial.documents(trial.out())).as(what).hasSize(1);
        }
    }

    private void report(String what, Map<String, String> environment, String form) throws IOException {
        Trial trial = Trial.run(what, folder, environment, "convert", "--report", form);
        trial.isAccepted("out");
        trial.isVisible(trial.err());
        JsonNode report = JSON.readTree(trial.err());
        for (JsonNode uri : report.findValues("uri")) {
            assertThat(uri.asText()).as(what).matches("[A-Za-z0-9%._~/:-]*");
        }
        if (form.equals("sarif")) {
            report.findValues("message")
                    .forEach(message -> assertThat(message.get("text").asText())
                            .as(what)
                            .doesNotContainPattern("(?<!\\\\)\\[[^\\]]*\\]\\(|(?<!\\{)\\{[0-9]+}"));
        }
    }

    private void script(String what, Map<String, String> environment) throws Exception {
        Trial trial = Trial.run(what, folder, environment, "convert", "--build-script", "build.sh", "-o", "out.yaml");
        trial.isVisible(trial.err());
        if (trial.isAccepted("build.sh")
                && Files.readString(folder.resolve("build.sh")).contains("\nset -- ")) {
            Path stub = folder.resolve("stub");
            if (!Files.exists(stub)) {
                Files.writeString(stub, "#!/bin/sh\nexit 0\n");
                assertThat(stub.toFile().setExecutable(true)).isTrue();
            }
            ProcessBuilder shell = new ProcessBuilder(
                            "/bin/sh", folder.resolve("build.sh").toString())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("printed").toFile());
            shell.environment().put("BUILDER", stub.toString());
            Process process = shell.start();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            String printed = Files.readString(folder.resolve("printed"));
            assertThat(process.exitValue() == 0 || printed.contains("is secret"))
                    .as(what + "\n" + printed)
                    .isTrue();
        }
    }
}
