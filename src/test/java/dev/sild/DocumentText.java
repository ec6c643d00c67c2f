package dev.sild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.adopt.AdoptCase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds links, commands and headings in the documents. */
abstract class DocumentText {
    static final Path ROOT = Path.of("").toAbsolutePath();
    static final Pattern FENCE = Pattern.compile("(?ms)^ *```.*?^ *```$");
    static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    static final Pattern SCHEME = Pattern.compile("[a-z]+:.*");
    static final Pattern INLINE = Pattern.compile("`((?:\\.\\./)*sild [^`]+)`");
    static final Pattern INDENTED = Pattern.compile("(?m)^(?: {4}|\t).*$");
    static final Pattern SEPARATOR = Pattern.compile("&&|\\|\\||[;|()&](?!\\d)|\\$\\(|<\\(");
    static final Pattern BEFORE_THE_COMMAND = Pattern.compile("^(\\$ |- run: |[A-Z_]+=\\S* )+");
    static final Pattern REDIRECTION = Pattern.compile("\\s(\\d?>{1,2}|<)\\s*\\S+");
    static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    /**
     * Whether the real command line accepts a command. The command gets an unknown option, so that it is parsed and
     * never runs: the complaint about that option alone means that everything else is right. A command without
     * arguments is the name of one.
     */
    static boolean isRight(List<String> command) {
        AdoptCase.Run run = refused(command);
        return command.size() == 1 && !command.get(0).startsWith("-")
                ? run.err().contains("sild " + command.get(0) + " --help")
                : firstLine(run).equals(firstLine(refused(List.of("convert"))));
    }

    static AdoptCase.Run refused(List<String> command) {
        List<String> arguments = new ArrayList<>(command);
        arguments.removeIf(Set.of("-h", "--help", "-V", "--version")::contains);
        arguments.add(Math.min(1, arguments.size()), "--no-such-option");
        AdoptCase.Run run = AdoptCase.run(ROOT, Map.of(), arguments);
        assertThat(run.code()).as(String.join(" ", command)).isEqualTo(2);
        return run;
    }

    static String firstLine(AdoptCase.Run run) {
        return run.err().lines().findFirst().orElseThrow();
    }

    /** Returns the arguments of every command of Sild's in code: in blocks, and between backticks. */
    static List<List<String>> commands(String text) {
        List<String> code = new ArrayList<>();
        FENCE.matcher(text).results().map(MatchResult::group).forEach(code::add);
        String prose = FENCE.matcher(text).replaceAll("");
        INDENTED.matcher(prose).results().map(MatchResult::group).forEach(code::add);
        List<List<String>> commands = new ArrayList<>();
        for (String block : code) {
            for (String line : block.replace("\\\n", " ").split("\n")) {
                for (String part : SEPARATOR.split(line.replaceAll("(^|\\s)#.*", ""))) {
                    add(BEFORE_THE_COMMAND.matcher(part.strip()).replaceFirst(""), commands);
                }
            }
        }
        INLINE.matcher(prose)
                .results()
                .map(inline -> inline.group(1).replace("\\|", "|").split("\\s[|&<>]")[0])
                .forEach(inline -> add(inline, commands));
        return commands;
    }

    static void add(String command, List<List<String>> commands) {
        List<String> words = WORD.matcher(REDIRECTION.matcher(command).replaceAll(""))
                .results()
                .map(word -> word.group().replaceAll("^['\"]|['\"]$", ""))
                .toList();
        if (!words.isEmpty() && words.get(0).matches("(.*/)?sild") && !command.contains("…")) {
            commands.add(words.subList(1, words.size()));
        }
    }

    /** Returns the links of a page that lead to files of this repository. */
    static Stream<String> links(String page) {
        return LINK.matcher(FENCE.matcher(page).replaceAll(""))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !SCHEME.matcher(link).matches());
    }

    static boolean resolves(Path document, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? document
                : ROOT.resolve(document).getParent().resolve(parts[0]).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1 || anchors(read(target)).contains(parts[1]);
    }

    /** Returns the blocks of YAML of a page that begin with these words. */
    static List<String> yaml(Path page, String beginning) {
        return Pattern.compile("(?s)```yaml\n(.*?)```")
                .matcher(read(page))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.startsWith(beginning))
                .toList();
    }

    /** Returns the names by which the headings of a page are linked: as GitHub makes them. */
    static Set<String> anchors(String page) {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        HEADING.matcher(FENCE.matcher(page).replaceAll("")).results().forEach(heading -> {
            String name = heading.group(1)
                    .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\w\\- ]", "")
                    .replace(' ', '-');
            int times = seen.merge(name, 1, Integer::sum);
            anchors.add(times == 1 ? name : name + "-" + (times - 1));
        });
        return anchors;
    }

    static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
