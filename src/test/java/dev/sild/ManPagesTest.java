package dev.sild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.cli.Main;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual, which the build makes of the commands; mandoc reads it in the tier of packages. */
class ManPagesTest {
    @TempDir
    private static Path classes;

    @BeforeAll
    static void compile() throws Exception {
        BuildTool.compile("manpages", classes);
    }

    @Test
    void hasAPageForEveryCommandWithEveryOption() throws Exception {
        CommandSpec root = Main.commands();
        Map<String, String> pages = pages(root);

        assertThat(pages).hasSize(root.subcommands().size() + 1).containsKey("sild.1");
        root.subcommands().forEach((name, line) -> {
            String page = pages.get("sild-" + name + ".1");
            assertThat(page).contains(".SH \"EXAMPLES\"").contains(".SH \"SYNOPSIS\"");
            for (String option : line.getCommandSpec().optionsMap().keySet()) {
                assertThat(page).contains("\\fB" + option.replace("-", "\\-") + "\\fR");
            }
        });
    }

    @Test
    void showsSectionsInTheOrderOfAManual() throws Exception {
        CommandSpec command = spec("tool", "Does something.");
        command.addPositional(PositionalParamSpec.builder()
                .index("0..*")
                .arity("0..*")
                .type(String[].class)
                .paramLabel("FILE")
                .description("A file.")
                .build());
        command.addOption(OptionSpec.builder("-f", "--format")
                .paramLabel("a|b")
                .type(String.class)
                .description("The format.")
                .build());
        command.usageMessage()
                .footer(
                        "",
                        "It reads:",
                        "  VARIABLE  a value",
                        "",
                        "Examples:",
                        "  tool a",
                        "",
                        "Exit codes: 0 good, 1 bad, or worse");

        List<String> page = page(command);

        assertThat(page.stream().filter(line -> line.startsWith(".SH")))
                .containsExactly(
                        ".SH \"NAME\"",
                        ".SH \"SYNOPSIS\"",
                        ".SH \"DESCRIPTION\"",
                        ".SH \"ARGUMENTS\"",
                        ".SH \"OPTIONS\"",
                        ".SH \"EXAMPLES\"",
                        ".SH \"EXIT STATUS\"",
                        ".SH \"SEE ALSO\"");
        assertThat(page)
                .startsWith(
                        ".\\\" Generated from the command line's own description.",
                        ".TH \"TOOL\" 1 2026-01-31 \"Sild 1.2.3\" \"Sild\"")
                .contains("tool \\- does something")
                .contains("\\fBtool\\fR [\\fIOPTIONS\\fR] [FILE...]")
                .contains("\\fB\\-f\\fR \\fIa|b\\fR, \\fB\\-\\-format\\fR=\\fIa|b\\fR")
                .containsSequence("It reads:", ".PP", ".RS 4", ".nf", "VARIABLE  a value", ".fi", ".RE")
                .containsSequence(".SH \"EXAMPLES\"", ".RS 4", ".nf", "tool a", ".fi", ".RE")
                .containsSequence("\\fB0\\fR", "good", ".TP", "\\fB1\\fR", "bad, or worse");
    }

    @Test
    void printsTextThatLooksLikeRequestsAndEscapes() throws Exception {
        CommandSpec command = spec("tool", "Prints.\n.so /etc/passwd\n'ig\n\\*(xx \"quoted\" `x` ~ ^ é\u0007");
        command.usageMessage().footer("Examples:", "  .sh rm", "  'x' \\n");

        List<String> page = page(command);

        Set<String> requests = Set.of(".\\\"", ".TH", ".SH", ".PP", ".TP", ".nf", ".fi", ".RS", ".RE", ".nh", ".ad");
        assertThat(page.stream().filter(line -> line.startsWith(".") || line.startsWith("'")))
                .allSatisfy(line -> assertThat(requests).contains(line.split(" ")[0]));
        assertThat(page)
                .contains("\\&.so /etc/passwd", "\\(aqig", "\\&.sh rm", "\\(aqx\\(aq \\(rsn")
                .contains("\\(rs*(xx \\(dqquoted\\(dq \\(gax\\(ga \\(ti \\(ha \\[u00E9] ");
    }

    private static CommandSpec spec(String name, String description) {
        CommandSpec command = CommandSpec.create().name(name);
        command.usageMessage().description(description);
        return command;
    }

    private static List<String> page(CommandSpec command) throws Exception {
        new CommandLine(command);
        return pages(command).get("tool.1").lines().toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> pages(CommandSpec root) throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, ManPagesTest.class.getClassLoader())) {
            return (Map<String, String>) loader.loadClass("dev.sild.manpages.ManPages")
                    .getMethod("of", CommandSpec.class, LocalDate.class, String.class)
                    .invoke(null, root, LocalDate.of(2026, 1, 31), "1.2.3");
        }
    }
}
