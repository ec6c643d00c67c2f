package dev.sild.compose.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.compose.ComposeProject;
import dev.sild.compose.config.ConfigPrinter;
import dev.sild.compose.load.tree.ComposeDialect;
import dev.sild.compose.load.tree.TreeComparison;
import dev.sild.report.InputException;
import dev.sild.yaml.Node;
import dev.sild.yaml.YamlDocument;
import dev.sild.yaml.YamlLimits;
import dev.sild.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Compares what we make of projects with what the real docker compose makes of them. */
@Tag("compose")
class ComposeDifferentialTest {
    /** docker compose prints the key << without quotes, which no reader takes for a key. */
    private static final String UNREADABLE = "merge-key-quoted-is-a-key";

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void readsEveryProjectAsDockerComposeDoes() throws IOException {
        Optional<Path> compose = DockerCompose.find();
        assumeTrue(compose.isPresent(), "DOCKER-COMPOSE IS NOT ON THE PATH");
        Map<String, String> differences = Fixtures.differences();
        List<String> wrong = new ArrayList<>();
        int equal = 0;
        int refused = 0;
        for (Path folder : Fixtures.projects()) {
            if (differences.containsKey(folder.getFileName().toString())) {
                continue;
            }
            Arguments arguments = Arguments.of(folder);
            DockerCompose.Result theirs = DockerCompose.config(compose.get(), folder, arguments, "json");
            DockerCompose.Result ours = ours(folder, arguments);
            if (theirs.refused() != ours.refused()) {
                wrong.add(folder.getFileName() + ": theirs " + theirs + "\nours " + ours);
            } else if (theirs.refused()) {
                refused++;
            } else if (JsonMeaning.sameMeaning(theirs.output(), ours.output())) {
                equal++;
            } else {
                wrong.add(folder.getFileName() + ": theirs " + theirs.output() + "\nours " + ours.output());
            }
        }
        System.out.println("docker-compose: " + equal + " projects equal, " + refused + " refused by both, "
                + differences.size() + " different on purpose");
        assertThat(wrong).isEmpty();
        assertThat(equal + refused).isGreaterThan(150);
    }

    @Test
    void printsYamlThatMeansWhatDockerComposePrints() throws IOException, InputException {
        Optional<Path> compose = DockerCompose.find();
        assumeTrue(compose.isPresent(), "DOCKER-COMPOSE IS NOT ON THE PATH");
        Map<String, String> differences = Fixtures.differences();
        List<String> wrong = new ArrayList<>();
        for (Path folder : Fixtures.projects()) {
            Arguments arguments = Arguments.of(folder);
            DockerCompose.Result theirs = DockerCompose.config(compose.get(), folder, arguments, "yaml");
            String name = folder.getFileName().toString();
            if (differences.containsKey(name) || theirs.refused() || name.equals(UNREADABLE)) {
                continue;
            }
            ComposeProject project = ProjectLoader.load(arguments.request(folder));
            String ours = ConfigPrinter.yaml(project, arguments.interpolate());
            if (!TreeComparison.value(tree(theirs.output()), tree(ours))) {
                wrong.add(folder.getFileName() + ": theirs\n" + theirs.output() + "\nours\n" + ours);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void differsOnlyWhereThereIsAReasonAndThenAsChecked() throws IOException {
        for (String name : Fixtures.differences().keySet()) {
            Path folder = Fixtures.project(name);
            DockerCompose.Result ours = ours(folder, Arguments.of(folder));
            Path refusal = folder.resolve("refused.txt");
            if (Files.exists(refusal)) {
                assertThat(ours.refused()).as(name).isTrue();
                assertThat(ours.output()).contains(Files.readString(refusal).strip());
            } else {
                assertThat(ours.refused()).as(name + ": " + ours.output()).isFalse();
                assertThat(JSON.readTree(ours.output().replace(folder.toString(), "FOLDER")))
                        .as(name)
                        .isEqualTo(JSON.readTree(Files.readString(folder.resolve("expected.json"))));
            }
        }
    }

    private static DockerCompose.Result ours(Path folder, Arguments arguments) {
        try {
            ComposeProject project = ProjectLoader.load(arguments.request(folder));
            return new DockerCompose.Result(false, ConfigPrinter.json(project, arguments.interpolate()));
        } catch (InputException refused) {
            return new DockerCompose.Result(true, refused.getMessage());
        }
    }

    private static Node tree(String yaml) throws InputException {
        List<YamlDocument> documents = YamlReader.read(yaml, "yaml", new ComposeDialect(), YamlLimits.DEFAULT);
        return documents.isEmpty() ? fail("no document") : documents.get(0).root();
    }
}
