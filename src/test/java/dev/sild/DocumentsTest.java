package dev.sild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.adopt.AdoptCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents: their links lead somewhere, and the command line knows the commands that they show. */
class DocumentsTest extends DocumentText {
    private static final Pattern SOURCE = Pattern.compile("`([\\w/-]+\\.(?:java|txt))`");
    private static final Pattern PAGE = Pattern.compile("(?<![\\w/.-])docs/[\\w-]+\\.md\\b");

    static Stream<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (String name : List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
            documents.add(Path.of(name));
        }
        documents.addAll(below(Path.of("docs"), ".md"));
        for (String folder : List.of("crds", "helm", "examples")) {
            documents.addAll(below(Path.of(folder), "README.md"));
        }
        return documents.stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyRelativeLinkLeadsToAFileAndAHeading(Path document) {
        List<String> broken =
                links(read(document)).filter(link -> !resolves(document, link)).toList();

        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void theCommandLineKnowsEveryCommandThatIsShown(Path document) {
        assertThat(commands(read(document)).stream()
                        .filter(command -> !isRight(command))
                        .map(command -> "sild " + String.join(" ", command)))
                .isEmpty();
    }

    @Test
    void theIndexNamesEveryPage() throws IOException {
        String index = read(Path.of("docs", "README.md"));

        assertThat(below(Path.of("docs"), ".md"))
                .map(page -> page.getFileName().toString())
                .filteredOn(page -> !page.equals("README.md"))
                .allSatisfy(page -> assertThat(index).contains("](" + page + ")"));
    }

    @Test
    void theReadmeHasAtMost200Lines() {
        assertThat(read(Path.of("README.md")).lines().count()).isLessThanOrEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main", "src/build", "helm", "examples", "crds", ".ci", "Dockerfile"})
    void everyPageThatSourcesNameExists(String place) throws IOException {
        for (Path file : below(Path.of(place), "")) {
            assertThat(PAGE.matcher(read(file)).results().map(MatchResult::group))
                    .as(file.toString())
                    .allSatisfy(page -> assertThat(Path.of(page)).exists());
        }
    }

    @Test
    void everyComposeFileInTheCoursePageIsConverted(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("postgres.conf"), "listen_addresses = '*'\n");
        Files.writeString(folder.resolve("postgres_password.txt"), "s3cret");
        Files.writeString(folder.resolve("Dockerfile"), "FROM python:3.9-alpine\n");
        Files.writeString(folder.resolve("Dockerfile.multistage"), "FROM nginx:alpine AS production\n");
        List<String> projects = yaml(Path.of("docs", "course.md"), "services:");

        assertThat(projects).hasSizeGreaterThan(5).allSatisfy(project -> {
            Files.writeString(folder.resolve("compose.yaml"), project);
            AdoptCase.Run run = AdoptCase.run(folder, Map.of(), List.of("convert", "--strict"));
            assertThat(run.code()).as(project + run.err()).isZero();
        });
    }

    @Test
    void everyStackInTheDocumentsIsRendered(@TempDir Path folder) throws IOException {
        List<String> stacks = yaml(Path.of("docs", "stacks.md"), "apiVersion: sild.dev/");

        assertThat(stacks).hasSizeGreaterThan(1);
        Files.writeString(folder.resolve("stacks.yaml"), String.join("---\n", stacks));
        AdoptCase.Run run = AdoptCase.run(folder, Map.of(), List.of("render", "stacks.yaml"));
        assertThat(run.code()).as(run.err()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ARCHITECTURE.md", "CONTRIBUTING.md"})
    void theGuidesNameFilesThatExist(String guide) throws IOException {
        List<Path> sources = below(Path.of("src"), "");

        assertThat(SOURCE.matcher(read(Path.of(guide))).results().map(file -> file.group(1)))
                .allSatisfy(file -> assertThat(sources)
                        .as(file)
                        .anyMatch(source -> ("/" + source.toString().replace('\\', '/')).endsWith("/" + file)));
    }

    @Test
    void theArchitectureNamesEveryPackage() throws IOException {
        String page = read(Path.of("ARCHITECTURE.md"));
        Path root = Path.of("src/main/java/dev/sild");

        assertThat(below(root, "package-info.java"))
                .map(file -> root.relativize(file.getParent()).toString().replaceAll("[/\\\\]", "."))
                .allSatisfy(name -> assertThat(page)
                        .containsAnyOf(
                                "`" + name + "`",
                                "`" + name.replaceFirst("^[^.]+\\.", "") + "`",
                                "`" + name.replaceFirst("^.*\\.", "") + "`"));
    }

    private static List<Path> below(Path place, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
