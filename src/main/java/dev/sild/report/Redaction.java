package dev.sild.report;

import dev.sild.model.Origin;
import dev.sild.secrets.KnownSecrets;
import dev.sild.secrets.SecretLines;
import dev.sild.secrets.SecretNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps secrets out of findings: the name of a known secret takes the place of its value. */
public final class Redaction {
    private static final Pattern QUOTED = Pattern.compile("`([^`]*)`|'([^']*)'");

    private final KnownSecrets secrets;
    /** Names by values that are hidden in quotes only, where a message shows what is wrong. */
    private final Map<String, String> quoted;

    private Redaction(KnownSecrets secrets, Map<String, String> quoted) {
        this.secrets = secrets;
        this.quoted = quoted;
    }

    /** Returns the redaction for values under secret names in texts that may be invalid files. */
    public static Redaction ofTexts(Collection<String> texts) {
        KnownSecrets.Builder builder = new KnownSecrets.Builder();
        Map<String, String> quoted = new HashMap<>();
        texts.forEach(text -> SecretLines.values(text).forEach((value, name) -> {
            builder.add(name, value);
            quoted.putIfAbsent(value, name);
        }));
        return new Redaction(builder.build(Set.of()), quoted);
    }

    /** Returns the redaction for the values of {@code variables} that have secret names. */
    public static Redaction of(Map<String, String> variables) {
        return of(variables, Set.of());
    }

    /**
     * Returns the redaction for the values of {@code variables} that have secret names.
     *
     * @param identifiers names that a report needs; a value that is one of them is shown, unless it is strong
     */
    public static Redaction of(Map<String, String> variables, Set<String> identifiers) {
        KnownSecrets.Builder builder = new KnownSecrets.Builder();
        variables.forEach((name, value) -> {
            if (SecretNames.isSecret(name)) {
                builder.add(name, value);
            }
        });
        return of(builder.build(identifiers));
    }

    public static Redaction of(KnownSecrets secrets) {
        return new Redaction(secrets, Map.of());
    }

    /** Returns the findings without secrets. */
    public List<Finding> apply(List<Finding> findings) {
        if (secrets.isEmpty() && quoted.isEmpty()) {
            return findings;
        }
        List<Finding> redacted = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            Origin origin = finding.origin();
            redacted.add(new Finding(
                    finding.code(),
                    new Origin(origin.file(), origin.line(), origin.column(), redact(origin.path())),
                    redact(finding.reason()),
                    redact(finding.remedy()),
                    redact(finding.command())));
        }
        return redacted;
    }

    /** Returns a text without secrets. */
    public String redact(String text) {
        String redacted = secrets.redact(text);
        return quoted.isEmpty()
                ? redacted
                : QUOTED.matcher(redacted).replaceAll(match -> {
                    String value = match.group(1) == null ? match.group(2) : match.group(1);
                    String name = quoted.get(value);
                    // What should have been a mapping is shown as a single text: NAME=value.
                    String behind = quoted.get(value.substring(value.indexOf('=') + 1));
                    String shown = name != null
                            ? "`${" + name + "}`"
                            : behind != null
                                    ? "`" + value.substring(0, value.indexOf('=') + 1) + "${" + behind + "}`"
                                    : match.group();
                    return Matcher.quoteReplacement(shown);
                });
    }
}
