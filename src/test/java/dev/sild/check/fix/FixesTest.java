package dev.sild.check.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.check.Verdict;
import dev.sild.check.catalog.Rule;
import dev.sild.check.catalog.Violation;
import dev.sild.model.Origin;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixesTest {
    private static String fixed(Rule rule, String file, int line, int column, String text) {
        Violation violation =
                new Violation(rule, rule.severity(), new Origin(file, line, column, ""), "", "", List.of());
        return Fixes.apply(List.of(new Verdict(violation, Optional.empty(), false, "")), text)
                .text();
    }

    private static String run(Rule rule, String dockerfile) {
        return fixed(rule, "Dockerfile", 1, 1, dockerfile);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RUN apt-get update && apt-get install -y x|RUN apt-get update && apt-get install -y x && rm -rf /var/lib/apt/lists/*",
                "run apt update; apt install x  \\nUSER 1|run apt update; apt install x && rm -rf /var/lib/apt/lists/*  \\nUSER 1",
                "RUN apt-get update \\\\n  && apt-get install x|RUN apt-get update \\\\n  && apt-get install x \\\\n  && rm -rf /var/lib/apt/lists/*",
                "RUN apt-get update \\\\n # c \\\\n\\n  && apt-get install x \\\\n   y\\nRUN mkdir z|RUN apt-get update \\\\n # c \\\\n\\n  && apt-get install x \\\\n   y && rm -rf /var/lib/apt/lists/*\\nRUN mkdir z",
                "RUN apt-get update && apt-get install -y rosdep\\nRUN rosdep install x|RUN apt-get update && apt-get install -y rosdep\\nRUN rosdep install x",
                "RUN apt-get update && apt-get install -y make\\nRUN cd a && make deps|RUN apt-get update && apt-get install -y make\\nRUN cd a && make deps",
                "RUN apt-get update && apt-get install -y x\\nRUN --mount=type=cache,target=/c A=b npm ci && rm -rf y|RUN apt-get update && apt-get install -y x && rm -rf /var/lib/apt/lists/*\\nRUN --mount=type=cache,target=/c A=b npm ci && rm -rf y",
            })
    void listsOfPackagesAreRemovedAtTheEnd(String before, String after) {
        assertThat(run(Rule.APT_LISTS_LEFT, before.replace("\\n", "\n"))).isEqualTo(after.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN apt-get update && apt-get install -y x\nRUN apt-get install y\n",
                "RUN apt-get update && apt-get install -y x\nRUN a && \\\n ./setup.sh\n",
                "RUN sudo apt-get update && sudo apt-get install -y x\n",
                "RUN [\"sh\", \"-c\", \"apt-get update && apt-get install x\"]\n",
                "RUN <<EOF\napt-get update\napt-get install x\nEOF\n",
                "RUN apt-get update && apt-get install x &\n",
                "RUN apt-get update && apt-get install x # the end\n",
                "RUN apt-get update && apt-get install x\nSHELL [\"powershell\"]\n",
                "RUN apt-get update && apt-get install x \\\n",
            })
    void aRunStaysWhereARemovalCouldChangeAnythingElse(String text) {
        assertThat(run(Rule.APT_LISTS_LEFT, text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RUN pip install x|RUN pip install --no-cache-dir x",
                "RUN a && python3 -m pip install -r r.txt|RUN a && python3 -m pip install --no-cache-dir -r r.txt",
                "RUN apk add curl|RUN apk add --no-cache curl",
                "RUN apk add a && pip install b|RUN apk add a && pip install b",
                "RUN uv pip install x|RUN uv pip install x",
                "RUN my-pip install x|RUN my-pip install x",
            })
    void aPackageManagerKeepsNoDownloads(String before, String after) {
        assertThat(run(Rule.DOWNLOADS_LEFT, before)).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "- 5432:5432|3|- 127.0.0.1:5432:5432",
                "- \"5432:5432\" # x|3|- \"127.0.0.1:5432:5432\" # x",
                "[a, '1-2:1-2/udp']|5|[a, '127.0.0.1:1-2:1-2/udp']",
                "- \"5432\"|3|- \"5432\"",
                "- \"${P}:5432\"|3|- \"${P}:5432\"",
                "- \"0.0.0.0:5432:5432\"|3|- \"0.0.0.0:5432:5432\"",
                "- \"5432:5432|3|- \"5432:5432",
                "- 5432:5432/sctp|3|- 5432:5432/sctp",
                "- &p 5432:5432|6|- &p 5432:5432",
                "- {published: 1}|3|- {published: 1}",
                "x|9|x",
            })
    void aPortIsPublishedOnTheMachineOnly(String before, int column, String after) {
        assertThat(fixed(Rule.INTERNAL_PORT_PUBLISHED, "compose.yaml", 1, column, before))
                .isEqualTo(after);
    }

    @Test
    void endsOfLinesStayAsTheyAre() {
        String text = "FROM a\r\nRUN pip install x\r\n\r\nRUN pip install y";
        Verdict first = verdict(2, Optional.empty());

        assertThat(Fixes.apply(List.of(first, verdict(4, Optional.empty()), verdict(9, Optional.empty())), text)
                        .text())
                .isEqualTo("FROM a\r\nRUN pip install --no-cache-dir x\r\n\r\nRUN pip install --no-cache-dir y");
    }

    @Test
    void whatIsAllowedStays() {
        assertThat(Fixes.apply(List.of(verdict(1, Optional.of("a reason"))), "RUN pip install x")
                        .fixed())
                .isEmpty();
    }

    private static Verdict verdict(int line, Optional<String> allowed) {
        Rule rule = Rule.DOWNLOADS_LEFT;
        return new Verdict(
                new Violation(rule, rule.severity(), new Origin("Dockerfile", line, 1, ""), "", "", List.of()),
                allowed,
                false,
                "");
    }
}
