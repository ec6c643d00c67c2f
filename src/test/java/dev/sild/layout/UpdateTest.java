package dev.sild.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Folders;
import dev.sild.convert.ConvertRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A second run over a committed folder changes what the edit changed, and nothing else. */
@Tag("executable")
class UpdateTest extends UpdateCase {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @ParameterizedTest
    @CsvSource({"files, 100", "kustomize, 30", "chart, 30", "quadlet-kube, 30"})
    void randomEditsShowThemselvesAndNothingElse(String layout, int edits) throws IOException {
        Random random = new Random(7);
        Map<String, Service> services = new TreeMap<>();
        for (int i = 0; i < 4; i++) {
            services.put("svc" + i, new Service("example/image" + i + ":1", i, 1, 8000 + i));
        }
        write(services);
        run(layout);
        Files.writeString(folder.resolve("out/mine.txt"), "not yours");
        for (int edit = 0; edit < edits; edit++) {
            assertThat(run(layout, "--check").code()).isZero();
            Edit expected = edit(services, random, edit, layout.equals("quadlet-kube"));
            Map<String, String> before = files();
            write(services);
            for (String name : before.keySet()) {
                Files.setLastModifiedTime(folder.resolve("out").resolve(name), LONG_AGO);
            }
            assertThat(run(layout, "--check").code())
                    .as("stale after edit %d", edit)
                    .isEqualTo(1);
            assertThat(files()).isEqualTo(before);
            run(layout);
            Map<String, String> after = files();
            assertThat(changedLines(before, after))
                    .as("edit %d of %s", edit, layout)
                    .isNotEmpty()
                    .allMatch(line -> expected.lines().stream().anyMatch(line::contains));
            if (!expected.service().isEmpty()) {
                assertComeOrGone(expected.service(), before, after, layout);
            }
            if (edit % 10 == 0) {
                assertThat(after).isEqualTo(fresh(layout));
            }
            for (String name : before.keySet()) {
                if (before.get(name).equals(after.get(name))
                        && !before.get(name).contains("kind: Secret")
                        && !name.contains("secrets/")
                        && !name.equals("secrets.values.yaml")) {
                    assertThat(Files.getLastModifiedTime(folder.resolve("out").resolve(name)))
                            .as(name)
                            .isEqualTo(LONG_AGO);
                }
            }
        }
        assertThat(folder.resolve("out/mine.txt")).hasContent("not yours");
    }

    /**
     * An edit.
     *
     * @param service the service that came or went; empty where one was changed
     * @param lines every changed line has one of these in it
     */
    private record Edit(String service, List<String> lines) {
        static Edit of(String... lines) {
            return new Edit("", List.of(lines));
        }
    }

    /**
     * A service that comes or goes has files of its own; elsewhere it is named, or what is said of it is said of
     * others, too.
     */
    private static void assertComeOrGone(
            String service, Map<String, String> before, Map<String, String> after, String layout) {
        Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .filter(name -> !before.getOrDefault(name, "").equals(after.getOrDefault(name, "")))
                .forEach(name -> {
                    if (name.contains(service)) {
                        assertThat(before.containsKey(name) && after.containsKey(name))
                                .as(name)
                                .isFalse();
                        // The example has sections with what the first services have.
                    } else if (!layout.equals("quadlet-kube") && !name.startsWith("overlays/example/")) {
                        String all = before.getOrDefault(name, "") + after.getOrDefault(name, "");
                        assertThat(changedLines(
                                        Map.of(name, before.getOrDefault(name, "")),
                                        Map.of(name, after.getOrDefault(name, ""))))
                                .as(name)
                                .allMatch(line -> line.contains(service)
                                        || line.contains("example/")
                                        || line.contains("newTag")
                                        || line.contains("count: ")
                                        || all.indexOf(line) != all.lastIndexOf(line)
                                        // The values of a service, and the keys of a Secret, are below its name.
                                        || line.startsWith("appVersion: ")
                                        || line.matches("    (LEVEL|tag): .*|  replicas: .*")
                                                && name.equals("values.yaml")
                                        // Where services have the same values, those are described once.
                                        || name.equals("README.md")
                                        || name.equals("secrets.values.yaml") && line.startsWith("    TOKEN: "));
                    }
                });
    }

    /** Edits one thing. */
    private static Edit edit(Map<String, Service> services, Random random, int edit, boolean podman) {
        List<String> names = new ArrayList<>(services.keySet());
        String name = names.get(random.nextInt(names.size()));
        Service old = services.get(name);
        int what = random.nextInt(6);
        if (what == 0 && names.size() > 2) {
            services.remove(name);
            return new Edit(name, List.of(""));
        }
        if (what == 1) {
            services.put("new" + edit + "x", new Service("example/new:" + edit, edit, 1, 9000 + edit));
            return new Edit("new" + edit + "x", List.of(""));
        }
        if (what == 2) {
            services.put(
                    name, new Service("example/edited" + edit + ":" + edit, old.level(), old.replicas(), old.port()));
            return Edit.of(
                    old.image().substring(0, old.image().indexOf(':')),
                    "example/edited" + edit,
                    "newTag",
                    "images:",
                    "    tag: ",
                    ".image.tag` | ",
                    "appVersion: ");
        }
        if (what == 3) {
            services.put(name, new Service(old.image(), old.level() + 100, old.replicas(), old.port()));
            String token = java.util.Base64.getEncoder().encodeToString(("t" + old.level()).getBytes());
            String next = java.util.Base64.getEncoder().encodeToString(("t" + (old.level() + 100)).getBytes());
            return Edit.of(
                    "value: \"" + old.level() + "\"",
                    "value: \"" + (old.level() + 100) + "\"",
                    "LEVEL: \"",
                    token,
                    next,
                    "t" + old.level(),
                    "t" + (old.level() + 100));
        }
        // Podman runs one pod of each, however many there are to be.
        if (what == 4 && !podman) {
            services.put(name, new Service(old.image(), old.level(), old.replicas() + 1, old.port()));
            return Edit.of("replicas", "count:", name + ": ");
        }
        services.put(name, new Service(old.image() + "0", old.level(), old.replicas(), old.port()));
        return Edit.of(old.image(), "newTag", "images:", "    tag: ", ".image.tag` | ", "appVersion: ");
    }

    private static List<String> changedLines(Map<String, String> before, Map<String, String> after) {
        List<String> changed = new ArrayList<>();
        Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .forEach(name -> {
                    List<String> old = before.getOrDefault(name, "").lines().toList();
                    List<String> now = after.getOrDefault(name, "").lines().toList();
                    List<String> gone = new ArrayList<>(old);
                    now.forEach(gone::remove);
                    List<String> come = new ArrayList<>(now);
                    old.forEach(come::remove);
                    changed.addAll(gone);
                    changed.addAll(come);
                });
        return changed;
    }

    @Test
    void whatIsNoLongerNeededGoesAndWhatOthersWroteStays() throws IOException {
        run("files");
        Files.writeString(folder.resolve("out/mine.yaml"), "kind: ConfigMap\n");
        write(Map.of("web", new Service("example/web:1", 1, 1, 8080)));

        ConvertRun conversion = run("files");

        assertThat(conversion.err()).contains("out/api.yaml is removed").doesNotContain("mine.yaml");
        assertThat(folder.resolve("out/api.yaml")).doesNotExist();
        assertThat(folder.resolve("out/mine.yaml")).hasContent("kind: ConfigMap");
    }

    @Test
    void whatIsInTheWayAndNotOursIsNotTouched() throws IOException {
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out/web.yaml"), "kind: Mine\n");

        ConvertRun conversion = ConvertRun.run(folder, "-o", "out/");

        assertThat(conversion.code()).isEqualTo(1);
        assertThat(conversion.err()).contains("out/web.yaml", "was not written by sild");
        assertThat(files()).containsOnlyKeys("web.yaml");
    }

    @Test
    void aListThatReachesOutsideRemovesNothingThere() throws IOException {
        run("files");
        Path outside = Files.writeString(folder.resolve("outside.yaml"), "mine");
        Path linked = Files.createDirectory(folder.resolve("linked"));
        Files.writeString(linked.resolve("file.yaml"), "mine");
        Files.createSymbolicLink(folder.resolve("out/link"), linked);
        Files.writeString(
                folder.resolve("out/.sild-files"),
                "../outside.yaml\n" + outside + "\nlink/file.yaml\nweb.yaml\napi.yaml\n");

        run("files");

        assertThat(outside).hasContent("mine");
        assertThat(linked.resolve("file.yaml")).hasContent("mine");
    }

    /** Returns the files of a first run. */
    private Map<String, String> fresh(String layout) throws IOException {
        Path other = Files.createTempDirectory("fresh");
        try {
            ConvertRun.run(folder, "--layout", layout, "-o", other.toString());
            return files(other);
        } finally {
            Folders.delete(other);
        }
    }
}
