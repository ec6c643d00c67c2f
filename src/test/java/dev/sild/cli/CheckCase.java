package dev.sild.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A folder with a project, and the command that checks it. */
abstract class CheckCase {
    static final String PRIVILEGED = """
            services:
              web:
                image: example.com/web:1.0
                restart: always
                mem_limit: 1g
                privileged: true
            """;
    static final String CLEAN = PRIVILEGED.replace("    privileged: true\n", "");
    static final String LATEST = CLEAN.replace("web:1.0", "web:latest");

    @TempDir
    Path folder;

    CommandRun check(String compose, String... arguments) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), compose);
        return run(arguments);
    }

    CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("check"));
        all.addAll(List.of(arguments));
        return CommandRun.of(folder, "", all.toArray(String[]::new));
    }

    static List<String> rules(CommandRun json) throws IOException {
        List<String> rules = new ArrayList<>();
        new ObjectMapper().readTree(json.out()).get("violations").forEach(violation -> {
            if (!violation.has("allowed") && !violation.has("known")) {
                rules.add(violation.get("rule").asText());
            }
        });
        return rules;
    }
}
