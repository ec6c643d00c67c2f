package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.GoldenCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A pod waits for a Secret or ConfigMap that nobody makes: each is a step of the report, with a command. */
class AwaitedObjectsTest {
    private static final Pattern MADE =
            Pattern.compile("(?m)^kind: (?:Secret|ConfigMap)\\nmetadata:\\n  name: \"?([\\w.-]+)");
    private static final Pattern REFERENCE = Pattern.compile(
            "(?m)^ +(?:- )?(?:secretName: |(?:secretKeyRef|configMapKeyRef|secretRef|configMapRef|configMap|secret):"
                    + "\\n +name: )\"?([\\w.-]+)");

    /** What every namespace has. */
    private static final String OF_THE_CLUSTER = "kube-root-ca.crt";

    private static final Pattern BUILT =
            Pattern.compile("'([^'\n]+)' does not exist, so [^\n]* does not start; build it, and convert again");

    static List<Path> outputs() {
        return GoldenCases.files("out.yaml");
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void areSteps(Path file) throws IOException {
        String output = Files.readString(file);
        Set<String> awaited = names(REFERENCE, output);
        awaited.removeAll(names(MADE, output));
        awaited.remove(OF_THE_CLUSTER);

        String report = Files.readString(file.resolveSibling("report.txt"));
        awaited.removeIf(name -> isBuilt(name, report));
        assertThat(awaited)
                .allMatch(name -> Pattern.compile("(?m)^ {7}kubectl .*create .* " + Pattern.quote(name) + "(?: |$)")
                        .matcher(report)
                        .find());
    }

    /** Whether an object is made by the conversion that follows the build of what it holds. */
    private static boolean isBuilt(String name, String report) {
        return BUILT.matcher(report)
                .results()
                .anyMatch(path -> ("-" + name).endsWith("-" + path.group(1).replaceAll("[^a-z0-9]", "-")));
    }

    private static Set<String> names(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
