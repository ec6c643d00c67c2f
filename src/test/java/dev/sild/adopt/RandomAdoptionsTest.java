package dev.sild.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.convert.RandomProjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Projects that nobody thought of, of which one service is called the api and the others are left out. */
class RandomAdoptionsTest {
    private static final int PROJECTS = 20;
    private static final String SECRET = "Zq7sEcReT";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {20261127, 4, 99})
    void becomeAResourceThatIsRenderedAndHoldsNoSecret(long seed) throws IOException {
        int accepted = 0;
        for (int i = 0; i < PROJECTS; i++) {
            RandomProjects.Project project = RandomProjects.of(seed * 1000 + i);
            Files.writeString(folder.resolve("compose.yaml"), project.yaml());
            for (String api : project.services()) {
                accepted += adopted(project, api) ? 1 : 0;
            }
        }
        assertThat(accepted).isGreaterThan(PROJECTS);
    }

    private boolean adopted(RandomProjects.Project project, String api) {
        List<String> arguments = new ArrayList<>(List.of("adopt", "--api", api, "-o", "stack.yaml"));
        project.services().stream()
                .filter(other -> !other.equals(api))
                .forEach(other -> arguments.addAll(List.of("--without", other)));

        AdoptCase.Run run = AdoptCase.run(folder, project.environment(), arguments);

        assertThat(run.err()).as(project.yaml()).doesNotContain("internal error", SECRET);
        if (run.code() != 0) {
            assertThat(run.err()).as(project.yaml()).containsPattern("compose.yaml:\\d+:\\d+: error: ");
            return false;
        }
        assertThat(folder.resolve("stack.yaml")).content().doesNotContain(SECRET);
        AdoptCase.Run rendered = AdoptCase.run(folder, Map.of(), List.of("render", "stack.yaml"));
        assertThat(rendered.code()).as(project.yaml() + rendered.err()).isZero();
        return true;
    }
}
