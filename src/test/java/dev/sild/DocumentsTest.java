package dev.sild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.adopt.AdoptCase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents: their links lead somewhere, and the command line knows the commands that they show. */
class DocumentsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Pattern FENCE = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern SCHEME = Pattern.compile("[a-z]+:.*");
    private static final Pattern INLINE = Pattern.compile("`((?:\\.\\./)*sild [^`]+)`");
    private static final Pattern INDENTED = Pattern.compile("(?m)^(?: {4}|\t).*$");
    private static final Pattern SEPARATOR = Pattern.compile("&&|\\|\\||[;|()&](?!\\d)|\\$\\(|<\\(");
    private static final Pattern BEFORE_THE_COMMAND = Pattern.compile("^(\\$ |- run: |[A-Z_]+=\\S* )+");
    private static final Pattern REDIRECTION = Pattern.compile("\\s(\\d?>{1,2}|<)\\s*\\S+");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
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

    @Test
    void commandsAreFoundInBlocksAndInLines() {
        assertThat(commands("""
                ```sh
                cp .env .env2 && ../../sild convert -o k8s/ --strict  # a comment; sild nothing
                sild convert --layout chart \\
                    -o chart/ 2> report.json
                $ sild ps
                source <(sild completion bash)
                ```
                    sild down
                See `sild up -d`, `sild …` and sild alone.
                """))
                .containsExactlyInAnyOrder(
                        List.of("convert", "-o", "k8s/", "--strict"),
                        List.of("convert", "--layout", "chart", "-o", "chart/"),
                        List.of("ps"),
                        List.of("completion", "bash"),
                        List.of("down"),
                        List.of("up", "-d"));
    }

    @Test
    void aCommandThatDoesNotExistIsRefused() {
        assertThat(Stream.of("convert --layuot chart", "convert -o", "play compose.yaml", "play", "ps --build")
                        .filter(command -> isRight(List.of(command.split(" ")))))
                .isEmpty();
    }

    @Test
    void linksOutsideOfCodeAreFound() {
        assertThat(links("[a](b.md#c) and [`d`](e), [f](https://example.com).\n```\n[g](h)\n```\n"))
                .containsExactly("b.md#c", "e");
    }

    @Test
    void aLinkToNothingIsRefused() {
        assertThat(resolves(Path.of("README.md"), "docs/no-such-page.md")).isFalse();
        assertThat(resolves(Path.of("README.md"), "docs/README.md#no-such-heading"))
                .isFalse();
        assertThat(resolves(Path.of("docs/README.md"), "../LICENSE")).isTrue();
    }

    /**
     * Whether the real command line accepts a command. The command gets an unknown option, so that it is parsed and
     * never runs: the complaint about that option alone means that everything else is right. A command without
     * arguments is the name of one.
     */
    private static boolean isRight(List<String> command) {
        AdoptCase.Run run = refused(command);
        return command.size() == 1 && !command.get(0).startsWith("-")
                ? run.err().contains("sild " + command.get(0) + " --help")
                : firstLine(run).equals(firstLine(refused(List.of("convert"))));
    }

    private static AdoptCase.Run refused(List<String> command) {
        List<String> arguments = new ArrayList<>(command);
        arguments.removeIf(Set.of("-h", "--help", "-V", "--version")::contains);
        arguments.add(Math.min(1, arguments.size()), "--no-such-option");
        AdoptCase.Run run = AdoptCase.run(ROOT, Map.of(), arguments);
        assertThat(run.code()).as(String.join(" ", command)).isEqualTo(2);
        return run;
    }

    private static String firstLine(AdoptCase.Run run) {
        return run.err().lines().findFirst().orElseThrow();
    }

    /** Returns the arguments of every command of Sild's in code: in blocks, and between backticks. */
    private static List<List<String>> commands(String text) {
        List<String> code = new ArrayList<>();
        FENCE.matcher(text).results().map(MatchResult::group).forEach(code::add);
        String prose = FENCE.matcher(text).replaceAll("");
        INDENTED.matcher(prose).results().map(MatchResult::group).forEach(code::add);
        List<List<String>> commands = new ArrayList<>();
        for (String block : code) {
            for (String line : block.replace("\\\n", " ").split("\n")) {
                for (String part : SEPARATOR.split(line.replaceAll("(^|\\s)#.*", ""))) {
                    add(BEFORE_THE_COMMAND.matcher(part.strip()).replaceFirst(""), commands);
                }
            }
        }
        INLINE.matcher(prose)
                .results()
                .map(inline -> inline.group(1).replace("\\|", "|").split("\\s[|&<>]")[0])
                .forEach(inline -> add(inline, commands));
        return commands;
    }

    private static void add(String command, List<List<String>> commands) {
        List<String> words = WORD.matcher(REDIRECTION.matcher(command).replaceAll(""))
                .results()
                .map(word -> word.group().replaceAll("^['\"]|['\"]$", ""))
                .toList();
        if (!words.isEmpty() && words.get(0).matches("(.*/)?sild") && !command.contains("…")) {
            commands.add(words.subList(1, words.size()));
        }
    }

    /** Returns the links of a page that lead to files of this repository. */
    private static Stream<String> links(String page) {
        return LINK.matcher(FENCE.matcher(page).replaceAll(""))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !SCHEME.matcher(link).matches());
    }

    private static boolean resolves(Path document, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? document
                : ROOT.resolve(document).getParent().resolve(parts[0]).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1 || anchors(read(target)).contains(parts[1]);
    }

    /** Returns the blocks of YAML of a page that begin with these words. */
    private static List<String> yaml(Path page, String beginning) {
        return Pattern.compile("(?s)```yaml\n(.*?)```")
                .matcher(read(page))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.startsWith(beginning))
                .toList();
    }

    /** Returns the names by which the headings of a page are linked: as GitHub makes them. */
    private static Set<String> anchors(String page) {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        HEADING.matcher(FENCE.matcher(page).replaceAll("")).results().forEach(heading -> {
            String name = heading.group(1)
                    .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\w\\- ]", "")
                    .replace(' ', '-');
            int times = seen.merge(name, 1, Integer::sum);
            anchors.add(times == 1 ? name : name + "-" + (times - 1));
        });
        return anchors;
    }

    private static List<Path> below(Path place, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
