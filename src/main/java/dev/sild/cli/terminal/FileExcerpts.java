package dev.sild.cli.terminal;

import dev.sild.model.Origin;
import dev.sild.report.Excerpts;
import dev.sild.secrets.CommandSecrets;
import dev.sild.secrets.SecretLines;
import dev.sild.secrets.SecretValues;
import dev.sild.syntax.TerminalText;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lines of files that a command has read, and no others. A line that may hold a secret is not shown: neither where
 * values are written that users think of as confidential, nor where the rule for secrets finds one.
 */
public final class FileExcerpts implements Excerpts {
    private static final int MAX_LENGTH = 120;
    private static final Pattern VALUES = Pattern.compile(
            ".*\\b(?:environment|env_file|secrets|configs|args|command|entrypoint|healthcheck|labels|annotations"
                    + "|post_start|pre_stop|pre_start|driver_opts|credential_spec|options"
                    // Instructions of Dockerfiles.
                    + "|ENV|ARG|RUN|LABEL|CMD|ENTRYPOINT|HEALTHCHECK)\\b.*");

    /** A user and a password as curl and others take them: {@code -u me:password}. */
    private static final Pattern LOGIN = Pattern.compile("(?:\\s-u|--user|--proxy-user)[\\s=]*\\S+:\\S");

    /** A file, as lines, with the values in it that may be secrets. */
    private record Source(List<String> lines, Set<String> secrets) {}

    private final ReadFiles files;
    private final Map<String, Optional<Source>> sources = new HashMap<>();

    /**
     * Makes the access to lines of files.
     *
     * @param folder what names of files are relative to
     * @param read the files that were read, as they are shown to the user
     */
    public FileExcerpts(Path folder, Collection<String> read) {
        this.files = new ReadFiles(folder, read);
    }

    @Override
    public List<String> of(Origin origin) {
        if (origin.line() < 1
                || origin.column() < 1
                || VALUES.matcher(origin.path()).matches()) {
            return List.of();
        }
        return sources.computeIfAbsent(origin.file(), this::source)
                .map(source -> excerpt(source, origin))
                .orElse(List.of());
    }

    private Optional<Source> source(String file) {
        return files.text(file)
                .map(text -> new Source(
                        text.lines().toList(), SecretLines.values(text).keySet()));
    }

    private static List<String> excerpt(Source source, Origin origin) {
        if (origin.line() > source.lines().size()) {
            return List.of();
        }
        String line = source.lines().get(origin.line() - 1);
        int start = origin.column() - 1;
        if (line.length() > MAX_LENGTH || start >= line.length() || mayHoldSecret(line, source.secrets())) {
            return List.of();
        }
        String word = line.substring(start).split("[\\s:,\\]}]", 2)[0];
        return List.of(
                TerminalText.line(line),
                " ".repeat(TerminalText.line(line.substring(0, start)).length())
                        + "^".repeat(Math.max(1, TerminalText.line(word).length())));
    }

    /**
     * Whether a line of a compose file, script or Dockerfile may hold a secret.
     *
     * @param secrets the secret values that are known of its file
     */
    public static boolean mayHoldSecret(String line, Set<String> secrets) {
        return secrets.stream().anyMatch(secret -> !secret.isEmpty() && line.contains(secret))
                || !SecretLines.values(line).isEmpty()
                || !CommandSecrets.in(line).isEmpty()
                || SecretValues.isSecret(line.strip())
                || line.contains("@")
                || LOGIN.matcher(line).find()
                || List.of(line.strip().split("[\\s=:\"']+")).stream().anyMatch(SecretValues::isSecret);
    }
}
