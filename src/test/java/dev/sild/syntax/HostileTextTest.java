package dev.sild.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.load.SpecSlots;
import dev.sild.compose.load.SpecSlots.Slot;
import dev.sild.report.Json;
import dev.sild.syntax.HostileTrial.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever text stands in whatever field: a conversion ends in an error that says so, or in output that can be read and
 * has the text in it as text. The gate takes a part of all pairs, always the same; the tier named long takes all.
 */
class HostileTextTest {
    private static final List<Slot> SLOTS = SpecSlots.all();

    @TempDir
    Path folder;

    /** Every field meets at least one text, on at least one way. */
    @ParameterizedTest
    @EnumSource(Way.class)
    void aTextInAnyFieldStaysText(Way way) throws Exception {
        int step = way == Way.CHART || way == Way.SCRIPT ? 8 : 5;
        for (int i = way.ordinal() % step; i < SLOTS.size(); i += step) {
            String text = HostileStrings.ALL.get((i * 7 + way.ordinal() * 11) % HostileStrings.ALL.size());
            new HostileTrial(folder).check(way, SLOTS.get(i), text, i % 2 == 0);
        }
    }

    /** These fields reach more syntaxes than others, and take every text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "services.data.image",
                "services.data.command[0]",
                "services.data.profiles[0]",
                "services.data.environment.data",
                "x-{key}"
            })
    void everyTextInAFieldThatLeadsFarStaysText(String path) throws Exception {
        Slot slot = SLOTS.stream()
                .filter(each -> each.path().equals(path))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < HostileStrings.ALL.size(); i++) {
            String text = HostileStrings.ALL.get(i);
            new HostileTrial(folder)
                    .check(
                            path.endsWith("profiles[0]")
                                    ? Way.KUSTOMIZE
                                    : path.startsWith("x-") ? Way.CONFIG : Way.CHART,
                            slot,
                            text,
                            i % 2 == 0);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    @Tag("long")
    void everyTextInEveryFieldStaysText(Way way) throws Exception {
        int failures = 0;
        for (Slot slot : SLOTS) {
            for (String text : HostileStrings.ALL) {
                failures += failed(way, slot, text, true);
                failures += failed(way, slot, text, false);
            }
        }
        assertThat(failures).isZero();
    }

    /** Goes on after a failure: one hides nothing of the others. */
    private int failed(Way way, Slot slot, String text, boolean variable) throws Exception {
        try {
            new HostileTrial(folder).check(way, slot, text, variable);
            return 0;
        } catch (AssertionError failure) {
            System.err.println(
                    "failed: " + failure.getMessage().lines().limit(4).toList());
            return 1;
        }
    }

    @Test
    void namesOutsideTheFileAreTextToo() throws Exception {
        for (String text : HostileStrings.ALL) {
            Trial.clear(folder, List.of());
            Files.writeString(folder.resolve("compose.yaml"), "services: {web: {image: 'example/web:1', build: .}}\n");
            for (List<String> options : List.of(
                    List.of("-p", text),
                    List.of("--profile", text),
                    List.of("-f", text),
                    List.of("--env-file", text),
                    List.of("--namespace", text),
                    List.of("--image-prefix", text),
                    List.of("--image-tag", text),
                    List.of("--host", text, "--expose", "ingress"))) {
                List<String> arguments = new ArrayList<>(List.of("convert"));
                arguments.addAll(options);
                Trial trial = Trial.run(
                        options.toString(),
                        folder,
                        Map.of("COMPOSE_PROFILES", text, "COMPOSE_PROJECT_NAME", text),
                        arguments.toArray(String[]::new));
                trial.isVisible(trial.err().replaceAll("(?s)Usage:.*", ""));
                if (trial.code() == 0) {
                    trial.isVisible(trial.out());
                    trial.objects(trial.out());
                }
            }
        }
    }

    @Test
    void namesOfFilesAreTextToo() throws Exception {
        int tried = 0;
        for (String text : HostileStrings.ALL) {
            Trial.clear(folder, List.of());
            try {
                Path named = Files.createDirectories(folder.resolve("in")).resolve(text);
                if (named.equals(folder.resolve("in"))
                        || !named.normalize().startsWith(folder.resolve("in"))
                        || text.length() > 200) {
                    continue;
                }
                Files.writeString(named, "PASSWORD='x\ny'\n");
            } catch (InvalidPathException | IOException impossible) {
                continue;
            }
            tried++;
            Files.writeString(
                    folder.resolve("compose.yaml"),
                    Json.of(Map.of(
                            "services",
                            Map.of(
                                    "web",
                                    Map.of(
                                            "image",
                                            "example/web:1",
                                            "env_file",
                                            List.of("in/" + text.replace("$", "$$")),
                                            "volumes",
                                            List.of(
                                                    "./in:/in",
                                                    Map.of(
                                                            "type",
                                                            "bind",
                                                            "source",
                                                            "./in/" + text.replace("$", "$$"),
                                                            "target",
                                                            "/file")))))));
            for (String[] arguments : List.of(new String[] {"convert"}, new String[] {"convert", "-f", "in/" + text})) {
                Trial trial = Trial.run("file " + text, folder, Map.of(), arguments);
                trial.isVisible(trial.err());
                if (trial.isAccepted("out")) {
                    trial.objects(trial.out());
                }
            }
        }
        assertThat(tried).isGreaterThan(40);
    }
}
