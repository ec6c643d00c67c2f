package dev.sild.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.sild.report.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A definition against its last committed version: whoever has objects stored must be able to go on with them. */
class StoredObjectsTest {

    static Stream<Crd> crds() {
        return Crds.ofSild().all().stream();
    }

    @ParameterizedTest
    @MethodSource("crds")
    void aChangeOfADefinitionLeavesStoredObjectsValid(Crd crd, TestReporter reporter)
            throws IOException, InterruptedException, InputException {
        String file = "crds/" + crd.name() + ".yaml";
        Optional<String> committed = committed(file);
        if (committed.isEmpty()) {
            System.err.println(
                    "SKIPPED: " + file + " IS NOT COMPARED WITH ITS LAST COMMITTED VERSION: THERE IS NONE HERE");
            abort("no committed version of " + file);
        }
        Crd before = Crds.parse(committed.get(), file);

        SchemaChanges changes = SchemaChanges.between(before.schema(), crd.schema());

        changes.rules().forEach(rule -> reporter.publishEntry("a new rule of " + crd.kind(), rule));
        assertThat(changes.breaks())
                .as("what objects of " + crd.kind() + " that are stored lose")
                .isEmpty();
        assertThat(List.of(crd.group(), crd.version(), crd.kind(), crd.plural()))
                .containsExactly(before.group(), before.version(), before.kind(), before.plural());
    }

    /** Returns the file as of the last commit; nothing in a checkout without git, or where the file is new. */
    private static Optional<String> committed(String file) throws IOException, InterruptedException {
        Process git;
        try {
            git = new ProcessBuilder("git", "show", "HEAD:" + file)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noGit) {
            return Optional.empty();
        }
        String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return git.waitFor(1, TimeUnit.MINUTES) && git.exitValue() == 0 ? Optional.of(text) : Optional.empty();
    }
}
