package dev.sild.podman;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.convert.ConvertRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of a project are the words of podman's command, whatever they mean to units, quotes and systemd. */
@OnPodman
class QuadletTextTest {
    private static final String GENERATOR = "/usr/libexec/podman/quadlet";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two words",
                "a\n[Service]\nExecStartPre=/bin/touch /tmp/canary",
                "a\r\nb\tc",
                "\"double\" 'single' \"",
                "'whole'",
                "\"whole\"",
                "back\\slash \\n \\x41 \\",
                "a\\\n",
                "%n %h %% %",
                "$HOME ${HOME} $$ $",
                " blanks around ",
                "# comment",
                "; comment",
                "[Container]",
                "=a=b",
                "\u001b[31m \u202e \u200b",
                "é 日本 \ud83d\ude00",
                "{\"json\": [\"x\"]}",
                "-option",
            })
    void textsAreWordsOfTheCommand(String text, @TempDir Path folder) throws Exception {
        Path project = Files.createDirectory(folder.resolve("p"));
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("image", "docker.io/library/busybox:1");
        service.put("environment", Map.of("A", doubled(text)));
        service.put("labels", Map.of("l", doubled(text)));
        service.put("annotations", Map.of("n", doubled(text)));
        service.put("sysctls", Map.of("s", doubled(text)));
        service.put("command", List.of("echo", doubled(text), "", "end"));
        service.put("entrypoint", List.of("run", doubled(text)));
        service.put("working_dir", doubled("/w/" + text));
        service.put("hostname", doubled(text));
        service.put("stop_signal", doubled(text));
        service.put("healthcheck", Map.of("test", List.of("CMD-SHELL", doubled(text))));
        Files.writeString(
                project.resolve("compose.yaml"),
                new ObjectMapper().writeValueAsString(Map.of("services", Map.of("web", service))));
        ConvertRun run = ConvertRun.run(
                project,
                Map.of(),
                "",
                List.of("--layout", "quadlet", "-o", folder.resolve("units").toString()));
        assertThat(run.code()).as(run.err()).isZero();

        List<String> words = words(start(folder.resolve("units")));

        assertThat(words)
                .containsSequence("--env", "A=" + text)
                .containsSequence("--label", "l=" + text)
                .containsSequence("--annotation", "n=" + text)
                .endsWith("docker.io/library/busybox:1", "echo", text, "${SILD_EMPTY}", "end");
        assertThat(option(words, "--sysctl")).isEqualTo("s=" + text);
        assertThat(option(words, "--workdir")).isEqualTo("/w/" + text);
        assertThat(option(words, "--hostname")).isEqualTo(text);
        assertThat(option(words, "--stop-signal")).isEqualTo(text);
        assertThat(new ObjectMapper()
                        .readTree(option(words, "--entrypoint"))
                        .get(1)
                        .asText())
                .isEqualTo(text);
        String check = option(words, "--health-cmd");
        assertThat(
                        check.startsWith("[\"CMD-SHELL\"")
                                ? new ObjectMapper().readTree(check).get(1).asText()
                                : check)
                .isEqualTo(text);
    }

    private static String doubled(String text) {
        return text.replace("$", "$$");
    }

    private static String start(Path units) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(GENERATOR, "-dryrun", "-user").redirectErrorStream(true);
        builder.environment().put("QUADLET_UNIT_DIRS", units.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines()
                .filter(line -> line.startsWith("ExecStart=/usr/bin/podman run"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(said))
                .substring("ExecStart=".length());
    }

    private static String option(List<String> words, String name) {
        int at = words.indexOf(name);
        return at >= 0
                ? words.get(at + 1)
                : words.stream()
                        .filter(word -> word.startsWith(name + "="))
                        .findFirst()
                        .orElseThrow()
                        .substring(name.length() + 1);
    }

    /** Returns the words that systemd runs: quotes and C escapes are read, doubled signs are single ones. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote == 0 && c == ' ') {
                if (word != null) {
                    words.add(word.toString());
                }
                word = null;
                continue;
            }
            word = word == null ? new StringBuilder() : word;
            if (c == '\\') {
                i += escape(line, i, word);
            } else if (quote == 0 && (c == '"' || c == '\'') || c == quote) {
                quote = quote == 0 ? c : 0;
            } else {
                assertThat(c).as(line).isGreaterThanOrEqualTo(' ');
                word.append(c);
            }
        }
        words.add(String.valueOf(word));
        return words.stream()
                .map(each -> each.replace("%%", "%").replace("$$", "$"))
                .toList();
    }

    /** Reads what is behind a backslash, and returns how many characters that is. */
    private static int escape(String line, int at, StringBuilder word) {
        char c = line.charAt(at + 1);
        int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
        if (digits > 0) {
            word.appendCodePoint(Integer.parseInt(line.substring(at + 2, at + 2 + digits), 16));
            return 1 + digits;
        }
        int named = "abfnrtvs\\\"'".indexOf(c);
        assertThat(named).as(line + " " + c).isNotNegative();
        word.append("\u0007\b\f\n\r\t\u000B \\\"'".charAt(named));
        return 1;
    }
}
