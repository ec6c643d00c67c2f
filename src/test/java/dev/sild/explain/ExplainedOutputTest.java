package dev.sild.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.convert.ConvertRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** Every golden case with {@code --explain}: the comments change nothing, and name what is in the input. */
class ExplainedOutputTest {
    private static final Pattern SOURCE = Pattern.compile("(\\S+) \\(([^()\\s]+):([0-9]+)\\)");
    private static final int LONGEST = 100;
    /** Every eighth case is laid out as files, too: their documents are those of the list, which is checked for all. */
    private static final int STEP = 8;

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> commentsChangeNothingAndNameTheInput() throws IOException {
        return ExplainedGoldens.cases().stream()
                .map(each -> DynamicTest.dynamicTest(each.getFileName().toString(), () -> check(each)));
    }

    private void check(Path golden) throws IOException {
        ConvertRun plain = ConvertRun.ofCase(golden);
        ConvertRun explained = ConvertRun.ofCase(golden, "--explain");
        assertThat(explained.code()).isEqualTo(plain.code());
        assertThat(explained.err()).isEqualTo(plain.err());
        List<String> comments = AddedLines.of(plain.out(), explained.out(), golden.toString());
        assertThat(comments).isNotEmpty();
        assertThat(objects(explained.out())).isEqualTo(objects(plain.out()));
        Map<String, List<String>> lines = new TreeMap<>();
        files(golden.resolve("in"))
                .forEach((name, text) -> lines.put(name, text.lines().toList()));
        for (String comment : comments) {
            assertThat(sourcesMissing(comment, lines)).as(comment).isEmpty();
        }
        assertThat(explained.out().lines().filter(line -> !plain.out().contains(line)))
                .allMatch(line -> line.length() <= LONGEST || line.strip().split(" ").length <= 3);
    }

    private static List<Object> objects(String text) {
        List<Object> objects = new ArrayList<>();
        new Yaml(limits()).loadAll(text).forEach(objects::add);
        return objects;
    }

    private static LoaderOptions limits() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(Integer.MAX_VALUE);
        return limits;
    }

    /** Returns the attributes that a comment names and that are not in the named line. */
    private static List<String> sourcesMissing(String comment, Map<String, List<String>> files) {
        List<String> missing = new ArrayList<>();
        Matcher source = SOURCE.matcher(comment);
        while (source.find()) {
            String path = source.group(1);
            // The items of a list have no key.
            String key = path.endsWith("]") ? "" : path.substring(path.lastIndexOf('.') + 1);
            int line = Integer.parseInt(source.group(3));
            if (files.entrySet().stream()
                    .filter(file -> file.getKey().endsWith(source.group(2).replace("../", "")))
                    .map(Map.Entry::getValue)
                    .noneMatch(
                            lines -> line <= lines.size() && lines.get(line - 1).contains(key))) {
                missing.add(source.group());
            }
        }
        return missing;
    }

    @TestFactory
    Stream<DynamicTest> filesOfLayoutsDifferOnlyInComments() throws IOException {
        List<Path> cases = ExplainedGoldens.cases();
        return IntStream.range(0, cases.size())
                .boxed()
                .flatMap(i -> (i % STEP == 0 ? Stream.of("files", "kustomize") : Stream.of("kustomize"))
                        .map(layout -> DynamicTest.dynamicTest(
                                cases.get(i).getFileName() + " as " + layout,
                                () -> checkLayout(cases.get(i), layout))));
    }

    private void checkLayout(Path golden, String layout) throws IOException {
        String out = Files.createTempDirectory(folder, "out") + "/";
        ConvertRun plain = ExplainedGoldens.written(golden, "--layout", layout, "-o", out);
        Map<String, String> files = files(Path.of(out));
        ConvertRun explained = ExplainedGoldens.written(golden, "--explain", "--layout", layout, "-o", out);
        assertThat(explained.code()).as(plain.err() + explained.err()).isEqualTo(plain.code());
        Map<String, String> withComments = files(Path.of(out));
        assertThat(withComments.keySet()).isEqualTo(files.keySet());
        files.forEach((name, text) -> AddedLines.of(text, withComments.get(name), golden + " " + name));
        ConvertRun again = ExplainedGoldens.written(golden, "--explain", "--layout", layout, "-o", out, "--check");
        assertThat(again.code()).as(again.out() + again.err()).isZero();
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(folder.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return texts;
    }
}
