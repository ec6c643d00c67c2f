package dev.sild.compose.load.variables;

import dev.sild.compose.load.tree.Budget;
import dev.sild.compose.load.tree.Texts;
import dev.sild.model.Text;
import dev.sild.model.Text.Concat;
import dev.sild.model.Text.Variable;
import dev.sild.report.UnsetVariables;
import dev.sild.secrets.SecretNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Fills in variables, as the Compose Specification's <a
 * href="https://github.com/compose-spec/compose-spec/blob/main/12-interpolation.md">Interpolation</a> says: {@code $V},
 * {@code ${V}}, and {@code ${V:-default}} with its relatives, which may be nested; {@code $$} is a dollar.
 */
public final class Template {
    /** An invalid template, or one that requires a variable that is not set. */
    public static final class BadTemplateException extends Exception {
        private static final long serialVersionUID = 1L;
        private final String remedy;

        BadTemplateException(String reason, String remedy) {
            super(reason, null, false, false);
            this.remedy = remedy;
        }

        @Override
        public String getMessage() {
            return Objects.requireNonNull(super.getMessage(), "a failure without a message");
        }

        String remedy() {
            return remedy;
        }
    }

    private static final int MAX_NESTING = 100;

    private final Function<String, String> variables;
    private final Budget budget;
    private Optional<String> placeholder = Optional.empty();
    private final Set<String> unset = new LinkedHashSet<>();
    private final Map<String, String> met = new LinkedHashMap<>();
    private final Set<String> outer = new LinkedHashSet<>();
    private final Set<String> demanded = new LinkedHashSet<>();
    private int depth;

    /** Creates a template that looks up variables in {@code variables}, which returns null for unset variables. */
    public Template(Function<String, String> variables, Budget budget) {
        this.variables = variables;
        this.budget = budget;
    }

    /** Sets what variables without a value or default get from now on. */
    void setPlaceholder(String value) {
        placeholder = Optional.of(value);
    }

    /** Returns the variables that had no value since this was last asked. */
    List<String> takeUnset() {
        if (unset.isEmpty()) {
            return List.of();
        }
        List<String> names = new ArrayList<>(unset);
        unset.clear();
        return names;
    }

    /** Whether a variable has ever occurred outside the defaults of other variables. */
    boolean isOuter(String name) {
        return outer.contains(name);
    }

    /** Whether a variable has ever occurred as {@code ${NAME:?message}}, which an empty value does not satisfy. */
    boolean isDemanded(String name) {
        return demanded.contains(name);
    }

    /** Returns the variables that occurred since the last call, including those within defaults, with their values. */
    Map<String, String> takeMet() {
        Map<String, String> variables = new LinkedHashMap<>(met);
        met.clear();
        return variables;
    }

    /** Returns {@code template} with its variables filled in. */
    public Text substitute(String template) throws BadTemplateException {
        int dollar = template.indexOf('$');
        if (dollar < 0) {
            return Text.of(template);
        }
        if (++depth > MAX_NESTING) {
            throw new BadTemplateException(
                    "variables are nested more than " + MAX_NESTING + " levels deep", "use fewer nested defaults");
        }
        List<Text> parts = new ArrayList<>();
        int at = 0;
        while (dollar >= 0) {
            parts.add(Text.of(template.substring(at, dollar)));
            at = dollar + 1;
            char next = at < template.length() ? template.charAt(at) : ' ';
            if (next == '$') {
                parts.add(Text.of("$"));
                at++;
            } else if (next == '{') {
                int end = closingBrace(template, at + 1);
                if (end < 0) {
                    throw invalid(template);
                }
                parts.add(braced(template.substring(at + 1, end), template));
                at = end + 1;
            } else {
                int end = nameEnd(template, at);
                parts.add(end == at ? Text.of("$") : plain(template.substring(at, end)));
                at = end;
            }
            dollar = template.indexOf('$', at);
        }
        parts.add(Text.of(template.substring(at)));
        depth--;
        return Texts.join(parts);
    }

    private Text braced(String inside, String whole) throws BadTemplateException {
        charge(inside);
        int end = nameEnd(inside, 0);
        if (end == 0) {
            throw invalid(whole);
        }
        String name = inside.substring(0, end);
        if (end == inside.length()) {
            return plain(name);
        }
        boolean colon = inside.charAt(end) == ':';
        int operator = colon ? end + 1 : end;
        if (operator >= inside.length()) {
            throw invalid(whole);
        }
        String rest = inside.substring(operator + 1);
        String value = variables.apply(name);
        boolean present = value != null && !(colon && value.isEmpty());
        switch (inside.charAt(operator)) {
            case '-':
                return present ? met(name, value) : fallback(name, substitute(rest));
            case '+':
                // The result is not the variable's own value, and setting the variable would not make
                // it so.
                met(name, value == null ? "" : value);
                return Text.of(present ? substitute(rest).value() : "");
            case '?':
                if (!present && placeholder.isPresent()) {
                    return without(name);
                }
                if (!present) {
                    String message = substitute(rest).value();
                    throw new BadTemplateException(
                            UnsetVariables.required(name, message), "set " + name + " in the environment or in .env");
                }
                if (colon) {
                    demanded.add(name);
                }
                return met(name, value);
            default:
                throw invalid(whole);
        }
    }

    private Text plain(String name) throws BadTemplateException {
        String value = variables.apply(name);
        return value == null ? without(name) : met(name, value);
    }

    private Text without(String name) throws BadTemplateException {
        unset.add(name);
        return met(name, placeholder.orElse(""));
    }

    /**
     * Returns the text for an unset variable; this is the default itself if it contains a secret, so that it is
     * recognized as one.
     */
    private Text fallback(String name, Text value) throws BadTemplateException {
        Variable variable = met(name, value.value());
        List<Text> parts = value instanceof Concat concat ? concat.parts() : List.of(value);
        return parts.stream().anyMatch(part -> part instanceof Variable inner && SecretNames.isSecret(inner.name()))
                ? value
                : variable;
    }

    private void charge(String text) throws BadTemplateException {
        if (!budget.takesText(text.length())) {
            throw new BadTemplateException(
                    "the variables of the project expand to more than "
                            + budget.limits().text() + " characters (limit: text)",
                    "use shorter values, or mount a file instead");
        }
    }

    private Variable met(String name, String value) throws BadTemplateException {
        charge(value);
        met.put(name, value);
        if (depth == 1) {
            outer.add(name);
        }
        return new Variable(name, value);
    }

    /**
     * Returns the index of the brace that closes the one before {@code from}; -1 where there is none. As in docker
     * compose, every opening brace counts, the character after one never closes it, and what is not closed ends at the
     * last brace.
     */
    private static int closingBrace(String text, int from) {
        int open = 1;
        for (int i = from + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '}' && --open == 0) {
                return i;
            }
            if (c == '{') {
                open++;
                i++;
            }
        }
        int last = text.lastIndexOf('}');
        return last > from ? last : -1;
    }

    private static int nameEnd(String text, int from) {
        int at = from;
        while (at < text.length() && (isLetter(text.charAt(at)) || at > from && isDigit(text.charAt(at)))) {
            at++;
        }
        return at;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static BadTemplateException invalid(String template) {
        return new BadTemplateException(
                "`" + template + "` is not a valid variable reference",
                "write ${NAME}, or $$ for a literal dollar sign");
    }
}
