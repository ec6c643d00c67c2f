package dev.sild.check.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.DocumentSection;
import dev.sild.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people read about rules is so: each bad example violates its rule, and the good one does not. */
@Tag("executable")
class RuleTextsTest {
    private static final RuleTexts TEXTS = RuleTexts.read();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Rule.class)
    void theBadExampleViolatesTheRuleAndTheGoodOneDoesNot(Rule rule) throws IOException {
        RuleTexts.Text text = TEXTS.of(rule);

        assertThat(violated(text.bad())).as(text.bad()).contains(rule.id());
        assertThat(violated(text.good())).as(text.good()).doesNotContain(rule.id());
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void aRuleSaysWhyInSentencesAndWhoElseSaysSo(Rule rule) {
        RuleTexts.Text text = TEXTS.of(rule);

        assertThat(rule.title()).matches("[A-Z].*[^.]");
        assertThat(text.why()).matches("['A-Z].*\\.").contains(". ");
        assertThat(text.references())
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(reference.address()).matches("(https://\\S+)?"));
    }

    @Test
    void thePageOfRulesIsMadeFromTheTexts() throws IOException {
        StringBuilder page = new StringBuilder("| rule | severity | violated where |\n| --- | --- | --- |\n");
        for (Rule rule : Rule.values()) {
            page.append("| [`")
                    .append(rule.id())
                    .append("`](#")
                    .append(rule.id())
                    .append(") | ")
                    .append(Severities.word(rule.severity()))
                    .append(" | ")
                    .append(rule.title().substring(0, 1).toLowerCase(Locale.ROOT))
                    .append(rule.title().substring(1))
                    .append(" |\n");
        }
        for (Rule rule : Rule.values()) {
            RuleTexts.Text text = TEXTS.of(rule);
            page.append("\n## ").append(rule.id()).append("\n\n");
            page.append(rule.title()).append(". ").append(text.why()).append("\n\n");
            page.append("Instead of\n\n```")
                    .append(language(text.bad()))
                    .append('\n')
                    .append(text.bad());
            page.append("```\n\nwrite\n\n```")
                    .append(language(text.good()))
                    .append('\n')
                    .append(text.good());
            page.append("```\n\nSee ")
                    .append(text.references().stream()
                            .map(reference -> reference.address().isEmpty()
                                    ? reference.words()
                                    : "[" + reference.words() + "](" + reference.address() + ")")
                            .collect(Collectors.joining("; ")))
                    .append(".\n");
        }
        DocumentSection.check("docs/rules.md", "rules", page.toString());
    }

    private static String language(String example) {
        return isDockerfile(example) ? "dockerfile" : "yaml";
    }

    private static boolean isDockerfile(String example) {
        return example.matches("(?s)[A-Z]+ .*");
    }

    /** Returns the rules that an example violates, which is completed to a project or Dockerfile. */
    private List<String> violated(String example) throws IOException {
        String file = isDockerfile(example) ? "Dockerfile" : "compose.yaml";
        String text = example;
        if (isDockerfile(example)) {
            text = example.startsWith("FROM ") ? example : "FROM debian:12\n" + example;
        } else if (example.startsWith("jobs:")) {
            text = "services:\n  db: {image: postgres:17}\n";
        } else if (!example.startsWith("services:")) {
            text = "services:\n  db:\n"
                    + (example.contains("image:") ? "" : "    image: postgres:17\n")
                    + example.indent(4);
        }
        Files.writeString(folder.resolve(file), text);
        Files.writeString(folder.resolve(".sild.yaml"), "check: {registries: [docker.io, harbor.example.com]}\n");
        boolean pipeline = example.startsWith("jobs:");
        if (pipeline) {
            Files.createDirectories(folder.resolve(".github/workflows"));
            Files.writeString(folder.resolve(".github/workflows/build.yml"), example);
        }
        CommandRun run = pipeline
                ? CommandRun.of(folder, "", "check", "--format", "json")
                : CommandRun.of(folder, "", "check", file, "--format", "json");
        List<String> rules = new ArrayList<>();
        JsonNode violations = new ObjectMapper().readTree(run.out()).get("violations");
        assertThat(violations).as(run.err()).isNotNull();
        violations.forEach(violation -> rules.add(violation.get("rule").asText()));
        return rules;
    }
}
