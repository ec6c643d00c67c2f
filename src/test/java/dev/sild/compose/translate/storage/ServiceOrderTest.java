package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.GoldenCases;
import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Mount;
import dev.sild.model.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of mounts does not depend on the order in which a compose file has its services; names of copies do,
 * which are called after the first service that has one.
 */
class ServiceOrderTest {
    private static final Set<String> TOPICS = Set.of("bind-mounts", "claims", "volumes");
    /** What a service mounts of a container, not of a service, depends on which of both starts first. */
    private static final String BY_ORDER = "mounts-of-another-service";

    private static final Pattern SERVICES = Pattern.compile("(?m)^services:\\n((?:(?:  .*|#.*)?\\n)+)");

    @TempDir
    Path temporary;

    @TestFactory
    Stream<DynamicTest> mountsAreTheSameInEachOrder() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path folder : GoldenCases.all()) {
            String topic = folder.getParent().getFileName().toString();
            if (TOPICS.contains(topic)
                    && !folder.endsWith(BY_ORDER)
                    && Files.exists(folder.resolve("in/compose.yaml"))
                    && !Files.exists(folder.resolve("env"))
                    && Files.exists(folder.resolve("out.yaml"))) {
                tests.add(DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder.resolve("in"))));
            }
        }
        assertThat(tests).hasSizeGreaterThan(30);
        return tests.stream();
    }

    @Test
    void aFolderThatOneReadsAndAnotherFillsIsOneClaim() throws Exception {
        Path project = Files.createDirectory(temporary.resolve("shop"));
        Files.createDirectories(project.resolve("site/uploads"));
        Files.writeString(project.resolve("site/uploads/a.png"), "a");
        Files.writeString(project.resolve("compose.yaml"), """
                services:
                  web:
                    image: nginx:1.28
                    volumes: ["./site:/usr/share/nginx/html:ro"]
                  app:
                    image: php:8.4-fpm
                    volumes: ["./site:/var/www/html"]
                """);

        check(project);
    }

    private void check(Path project) throws Exception {
        String text = Files.readString(project.resolve("compose.yaml"));
        List<String> expected = mounts(project, text);
        for (int order = 0; order < 2; order++) {
            assertThat(mounts(project, reordered(text, order)))
                    .as("order %d of %s", order, project)
                    .isEqualTo(expected);
        }
    }

    private List<String> mounts(Path project, String yaml) throws Exception {
        Path copy = Files.createTempDirectory(temporary, "case").resolve("shop");
        try (Stream<Path> all = Files.walk(project)) {
            for (Path path : all.toList()) {
                Files.copy(path, copy.resolve(project.relativize(path).toString()), LinkOption.NOFOLLOW_LINKS);
            }
        }
        var application = TranslatedProject.of(copy, yaml).translation().application();
        List<String> mounts = new ArrayList<>();
        application
                .components()
                .forEach(pod -> pod.containers()
                        .forEach(container -> container
                                .mounts()
                                .forEach(mount ->
                                        mounts.add(container.name() + " " + mount.path() + " " + mount.subPath() + " "
                                                + mount.readOnly() + " " + kind(mount, application.volumes())))));
        application.volumes().stream()
                .filter(Volume.Claim.class::isInstance)
                .map(Volume.Claim.class::cast)
                .forEach(claim -> mounts.add("claim " + claim.object() + " " + claim.size() + " " + claim.access()));
        Collections.sort(mounts);
        return mounts;
    }

    private static String kind(Mount mount, List<Volume> volumes) {
        return mount.source() instanceof Mount.OfVolume of
                ? volumes.stream()
                        .filter(volume -> volume.name().equals(of.name()))
                        .map(volume -> volume.getClass().getSimpleName()
                                + (volume instanceof Volume.Claim claim ? " " + claim.object() : ""))
                        .findFirst()
                        .orElse("none")
                : mount.source().getClass().getSimpleName();
    }

    /** Returns a compose file with its services in reverse, or with the first one last. */
    private static String reordered(String text, int order) {
        Matcher services = SERVICES.matcher(text);
        if (!services.find()) {
            return text;
        }
        List<String> blocks = new ArrayList<>(List.of(services.group(1).split("(?m)^(?=  [A-Za-z0-9\"'])")));
        blocks.removeIf(String::isBlank);
        if (order == 0) {
            Collections.reverse(blocks);
        } else {
            Collections.rotate(blocks, -1);
        }
        return text.substring(0, services.start(1)) + String.join("", blocks) + text.substring(services.end(1));
    }
}
