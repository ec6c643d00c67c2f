package dev.sild.output.chart;

import dev.sild.model.Text;
import dev.sild.output.trace.TemplatedScalar;
import dev.sild.output.trace.TextConversion;
import dev.sild.output.trace.TracedTexts;
import dev.sild.output.trace.Traces;
import dev.sild.syntax.HelmText;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How a chart asks for texts with variables: in templates, and in values, which are templates, too. A variable that
 * only Secrets need, or that has several defaults, has no value in the chart's values; any default is given where the
 * variable is used.
 */
final class ChartExpressions {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Traces traces;
    private final ChartValues values;
    private final boolean holdsSecrets;
    private boolean needsHelpers;
    private boolean needsSecretHelper;

    /**
     * Creates the expressions of a chart, which add the variables that they use to its values.
     *
     * @param holdsSecrets whether the templates hold the values of Secrets
     */
    ChartExpressions(Traces traces, ChartValues values, boolean holdsSecrets) {
        this.traces = traces;
        this.values = values;
        this.holdsSecrets = holdsSecrets;
    }

    /** Whether one of those made so far includes {@link TextConversion#HELPERS}. */
    boolean needsHelpers() {
        return needsHelpers;
    }

    /** Whether one of those made so far includes {@link ChartSecrets#HELPER}. */
    boolean needsSecretHelper() {
        return needsSecretHelper;
    }

    /** Whether each variable of a text has a single value, not different defaults in different places. */
    boolean haveOneValue(Text text) {
        return TracedTexts.names(text, new TreeSet<>()).stream().noneMatch(this::hasSeveralValues);
    }

    /** Returns what yields a value, and fails where there is none; {@code path} is what the message calls it. */
    String required(String path, String value) {
        needsSecretHelper = true;
        return "include `sild.secret` (list " + HelmText.string(path) + " (" + value + "))";
    }

    /** Returns a value for a key of a Secret: a template that asks for the variables of a text. */
    String secretValueOf(Text text) {
        StringBuilder value = new StringBuilder();
        for (Text part : TracedTexts.parts(text)) {
            value.append(
                    part instanceof Text.Variable variable
                            ? HelmText.action(reference(variable, true))
                            : HelmText.literal(part.value()));
        }
        return value.toString();
    }

    /** Returns what yields a scalar in a template. */
    String of(TemplatedScalar asked) {
        needsHelpers |= asked.form().isHelped();
        if (asked.form() == TextConversion.NUMBER) {
            isAll(asked, ChartValues.NUMBER);
        }
        if (!asked.pattern().isEmpty()) {
            TracedTexts.names(asked.text(), new TreeSet<>())
                    .forEach(name -> values.patterns().putIfAbsent(name, asked.pattern()));
        }
        return asked.form().template(joined(asked.text(), asked.form()));
    }

    /**
     * Returns what yields a text of a container in a template; each {@code $} in it is doubled, as Kubernetes folds
     * them.
     */
    String expanded(Text text) {
        return joined(
                new Text.Concat(TracedTexts.parts(text).stream()
                        .map(part -> part instanceof Text.Variable
                                ? part
                                : Text.of(
                                        part instanceof Text.EnvRef reference
                                                ? "$(" + reference.name() + ")"
                                                : part.value().replace("$", "$$")))
                        .toList()),
                TextConversion.EXPANDED);
    }

    /** Returns a value that asks for the variables of a text. */
    String valueOf(Text text) {
        StringBuilder value = new StringBuilder();
        for (Text part : TracedTexts.parts(text)) {
            value.append(
                    part instanceof Text.Variable variable
                            ? HelmText.action(reference(variable, false))
                            : HelmText.literal(part.value()));
        }
        return value.toString();
    }

    /**
     * Returns a value for a scalar: itself, or a text that asks for the variables that it depends on.
     *
     * @param pattern what it must be like
     */
    Object value(Object scalar, String pattern) {
        if (!(scalar instanceof TemplatedScalar asked)) {
            return scalar instanceof String text ? HelmText.literal(text) : scalar;
        }
        if (!asked.form().isHelped()) {
            isAll(asked, pattern);
        }
        return asked.form().isHelped() ? HelmText.action(of(asked)) : valueOf(asked.text());
    }

    /** A variable that is all of a scalar must be like it. */
    private void isAll(TemplatedScalar asked, String pattern) {
        if (asked.text() instanceof Text.Variable variable && !pattern.isEmpty()) {
            values.patterns().put(variable.name(), pattern);
        }
    }

    /**
     * Returns what yields a checksum: the one of this run, but another one where a variable has another value.
     *
     * @param names the variables that it depends on, none of them secret
     */
    String checksum(String checksum, Set<String> names) {
        StringBuilder now = new StringBuilder("list");
        StringBuilder here = new StringBuilder("list");
        for (String name : names) {
            String value = HelmText.string(traces.values().get(name).iterator().next());
            now.append(" (dig ")
                    .append(HelmText.string(name))
                    .append(' ')
                    .append(value)
                    .append(" .Values.variables | toString)");
            here.append(' ').append(value);
        }
        return "ternary " + HelmText.string(checksum) + " (printf \"sha256-%s\" (" + now
                + " | toJson | sha256sum)) (eq (" + now + " | toJson) (" + here + " | toJson))";
    }

    private String joined(Text text, TextConversion form) {
        if (text instanceof Text.Variable variable) {
            return of(variable, form);
        }
        StringBuilder format = new StringBuilder();
        StringBuilder arguments = new StringBuilder();
        for (Text part : TracedTexts.parts(text)) {
            format.append("%s");
            arguments
                    .append(' ')
                    .append(
                            part instanceof Text.Variable variable
                                    ? "(" + of(variable, form) + ")"
                                    : HelmText.string(part.value()));
        }
        return "printf \"" + format + "\"" + arguments;
    }

    private String of(Text.Variable variable, TextConversion form) {
        return form == TextConversion.EXPANDED ? doubled(variable) : reference(variable, form == TextConversion.BASE64);
    }

    private String doubled(Text.Variable variable) {
        return reference(variable, false) + " | replace \"$\" \"$$\"";
    }

    /** Returns what yields the text of a variable. */
    private String reference(Text.Variable variable, boolean secret) {
        String name = variable.name();
        if (secret && !holdsSecrets && !hasSeveralValues(name)) {
            values.secretVariables().put(name, variable.given());
            return required("variables." + name, "index .Values.variables " + HelmText.string(name));
        }
        if (secret || hasSeveralValues(name)) {
            values.further().add(name);
            return "dig " + HelmText.string(name) + " " + HelmText.string(variable.given())
                    + " .Values.variables | toString";
        }
        values.variables().put(name, variable.given());
        return (IDENTIFIER.matcher(name).matches()
                        ? ".Values.variables." + name
                        : "index .Values.variables " + HelmText.string(name))
                + " | toString";
    }

    private boolean hasSeveralValues(String name) {
        return traces.values().getOrDefault(name, Set.of()).size() > 1;
    }
}
