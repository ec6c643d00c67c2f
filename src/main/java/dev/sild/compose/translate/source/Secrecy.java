package dev.sild.compose.translate.source;

import dev.sild.model.Text;
import dev.sild.secrets.CommandSecrets;
import dev.sild.secrets.KnownSecrets;
import dev.sild.secrets.SecretNames;
import dev.sild.secrets.SecretTexts;
import dev.sild.secrets.SecretValues;
import dev.sild.secrets.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What is taken for a secret in one service, or in a project: what the author says, then a value that is a known secret
 * of the project or has one in it, then the rule of {@link SecretNames} and {@link SecretValues}. An empty value that
 * is specified is not a secret; an unset variable is one, so that a value that is set later goes to a Secret.
 */
public final class Secrecy {
    private final SecretHints hints;
    private final KnownSecrets known;

    Secrecy(SecretHints hints, KnownSecrets known) {
        this.hints = hints;
        this.known = known;
    }

    KnownSecrets known() {
        return known;
    }

    public SecretHints hints() {
        return hints;
    }

    /** Whether the value under {@code key} must be kept secret. */
    public boolean isSecret(String key, Text value) {
        if (hints.sayPlain(key)) {
            return false;
        }
        String text = withUnset(value);
        if (hints.saySecret(key) || isUnsetSecret(key, value)) {
            return !text.isEmpty() || value instanceof Text.Variable;
        }
        return hasSecretVariable(value) || !text.isEmpty() && (SecretValues.isSecret(key, text) || known.isIn(text));
    }

    private boolean isUnsetSecret(String key, Text value) {
        return value instanceof Text.Variable variable && variable.value().isEmpty() && SecretNames.isSecret(key);
    }

    /** Whether the value is a secret regardless of its key. */
    public boolean isSecret(Text value) {
        return hasSecretVariable(value) || SecretValues.isSecret(withUnset(value)) || known.isIn(value.value());
    }

    /** Whether a name says that its value is a secret. */
    public boolean isSecretName(String name) {
        return !hints.sayPlain(name) && (hints.saySecret(name) || SecretNames.isSecret(name));
    }

    /** Whether a file at that path with that content, or the config of that name, must be kept secret. */
    public boolean isSecretContent(String path, byte[] content) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return hints.saySecret(name)
                || !hints.sayPlain(name)
                        && (SecretTexts.isSecret(path, content)
                                || !known.isEmpty() && known.isIn(new String(content, StandardCharsets.UTF_8)));
    }

    /** Returns a text in which variables that are not set yet have a value: a password, where one belongs. */
    private static String withUnset(Text value) {
        if (!(value instanceof Text.Concat concat)) {
            return value.value();
        }
        StringBuilder text = new StringBuilder();
        for (Text part : concat.parts()) {
            text.append(
                    part instanceof Text.Variable variable && variable.value().isEmpty() ? "x" : part.value());
        }
        return text.toString();
    }

    public boolean hasSecretVariable(Text value) {
        if (value instanceof Text.Variable variable) {
            return isSecretVariable(variable);
        }
        return value instanceof Text.Concat concat && concat.parts().stream().anyMatch(this::hasSecretVariable);
    }

    boolean isSecretVariable(Text.Variable variable) {
        String name = variable.name();
        return !hints.sayPlain(name)
                && (hints.saySecret(name)
                        || SecretNames.isSecret(name)
                                && (variable.value().isEmpty() || SecretValues.isSecret(name, variable.value())));
    }

    public boolean isSecretValue(String name, String value) {
        return !hints.sayPlain(name) && (hints.saySecret(name) || SecretValues.isSecret(name, value));
    }

    /**
     * Returns where secrets are in a word of a command: variables of secret names, known secrets, and what its place
     * says.
     *
     * @param before the words before it
     */
    public List<Span> spans(Text word, List<String> before) {
        List<Span> spans = new ArrayList<>();
        String text = word.value();
        int at = 0;
        for (Text part : word instanceof Text.Concat concat ? concat.parts() : List.of(word)) {
            int end = at + part.value().length();
            if (part instanceof Text.Variable variable && isSecretVariable(variable)) {
                spans.add(new Span(at, end, variable.name()));
            }
            at = end;
        }
        spans.addAll(known.in(text));
        CommandSecrets.in(text, before).stream()
                .filter(span -> !hints.sayPlain(span.name()))
                .forEach(spans::add);
        return spans;
    }
}
