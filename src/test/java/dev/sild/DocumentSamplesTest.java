package dev.sild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.adopt.AdoptCase;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
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

/** The samples in the documents are what Sild prints, and the files that their commands name exist. */
class DocumentSamplesTest extends DocumentText {
    private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\n(.*?)^```$");
    private static final Pattern FOLDER = Pattern.compile("(?:^|&& )cd (\\S+)");
    /** A file of the repository: below one of its folders, also as seen from one of the examples. */
    private static final Pattern OURS = Pattern.compile(
            "(?<![\\w/:.-])(?:\\.{1,2}/)*(?:examples|crds|helm|src|\\.ci)(?:/[\\w./-]+)?|(?<=cp )\\.env\\.example");

    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)`");

    @TempDir
    Path folder;

    static Stream<Path> documents() throws IOException {
        return DocumentsTest.documents();
    }

    @Test
    void theReportInTheReadmeIsThatOfTheExample() throws IOException {
        copy(Path.of("examples", "web-stack"));
        Files.copy(folder.resolve(".env.example"), folder.resolve(".env"));

        DocumentSection.check("README.md", "report", report("convert", "-o", "k8s/"));
    }

    @Test
    void theReportInThePageOfFindingsIsThatOfItsComposeFile() throws IOException {
        Path page = Path.of("docs", "findings.md");
        Files.writeString(
                folder.resolve("compose.yaml"), yaml(page, "# compose.yaml\n").get(0));
        Files.createDirectory(folder.resolve("api"));
        Files.writeString(
                folder.resolve("api/Dockerfile"), "FROM python:3.12\nEXPOSE 3000\nCMD [\"python\", \"api.py\"]\n");

        DocumentSection.check(
                page.toString(), "report", report(commands(read(page)).get(0).toArray(String[]::new)));
    }

    @Test
    void theExplanationInThePageOfFindingsIsPrinted() {
        String sample = read(Path.of("docs", "findings.md"))
                .split("(?m)^```\n(?=In compose\\.yaml:)")[1]
                .split("```")[0];

        assertThat(AdoptCase.run(folder, Map.of(), List.of("explain", "stop_grace_period"))
                        .out())
                .endsWith(sample);
    }

    @Test
    void theCommentsInThePageOfTheConverterAreThoseOfTheExample() {
        List<String> sample = yaml(Path.of("docs", "convert.md"), "  # volumes (")
                .get(0)
                .lines()
                .toList();
        AdoptCase.Run run = AdoptCase.run(
                Path.of("examples", "web-stack"),
                Map.of(),
                List.of("convert", "--env-file", ".env.example", "--explain"));

        assertThat(run.out().lines().toList()).containsSubsequence(sample);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyFileOfTheRepositoryThatACommandNamesExists(Path document) {
        assertThat(missing(document, read(document))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyTestThatAPageNamesExists(Path document) throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src", "test", "java"))) {
            List<String> tests =
                    sources.map(file -> file.getFileName().toString()).toList();
            assertThat(TEST.matcher(read(document)).results().map(test -> test.group(1)))
                    .allSatisfy(test -> assertThat(tests).contains(test + ".java"));
        }
    }

    @Test
    void aFileThatDoesNotExistInTheFolderOfTheCommandIsFound() {
        String text = "```sh\ncd examples/web-stack && cp .env.example .env\nkubectl apply -f examples/no.yaml\n```\n";

        assertThat(missing(Path.of("README.md"), text)).containsExactly("examples/no.yaml");
        assertThat(missing(Path.of("README.md"), text.replace("kubectl", "cd ../.. && kubectl")))
                .containsExactly("examples/no.yaml");
        assertThat(missing(Path.of("README.md"), text.replace("examples/no.yaml", "../../crds/README.md")))
                .isEmpty();
    }

    /** Returns the files that commands of a page name and that do not exist in the folder that they run in. */
    private static List<String> missing(Path document, String text) {
        List<String> missing = new ArrayList<>();
        Path current = document.startsWith("examples") ? ROOT.resolve(document).getParent() : ROOT;
        for (MatchResult block : SHELL.matcher(text).results().toList()) {
            for (String line : block.group(1).replaceAll("(?m)(^|\\s)#.*$", "").split("\n")) {
                for (MatchResult change : FOLDER.matcher(line).results().toList()) {
                    Path next = current.resolve(change.group(1)).normalize();
                    // "git clone URL sild && cd sild" leads to this repository.
                    current = line.startsWith("git clone ") ? ROOT : next;
                }
                Path here = current;
                String named = FOLDER.matcher(line).replaceAll("");
                OURS.matcher(named)
                        .results()
                        .map(MatchResult::group)
                        .filter(file -> !Files.exists(here.resolve(file)))
                        .forEach(missing::add);
            }
        }
        return missing;
    }

    private String report(String... arguments) {
        AdoptCase.Run run = AdoptCase.run(
                folder, Map.of("GIT_CEILING_DIRECTORIES", folder.getParent().toString()), List.of(arguments));
        assertThat(run.code()).as(run.err()).isZero();
        return "```\n" + run.err() + "```\n";
    }

    private void copy(Path source) throws IOException {
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path target = folder.resolve(source.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
