package dev.sild.output.chart;

import dev.sild.model.Text;
import dev.sild.output.trace.TemplatedScalar;
import dev.sild.output.trace.TextConversion;
import dev.sild.output.trace.TracedTexts;
import dev.sild.output.trace.Traces;
import dev.sild.syntax.HelmText;
import dev.sild.yaml.YamlWriter.Verbatim;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How templates ask for values. A variable that only Secrets need has no default in {@code values.yaml}; one that has
 * several defaults has each where it is used.
 */
final class ChartExpressions {
    /** What Helm would take for an octal number. */
    private static final Pattern LEADING_ZERO = Pattern.compile("0[0-9]+");

    private final Traces traces;
    private final ValueTree values;
    private final VariableUses uses;
    private final ChartNames names;
    private final boolean holdsSecrets;
    private final Map<ValuePath, String> secretVariables = new LinkedHashMap<>();
    private final Set<ValuePath> plainVariables = new HashSet<>();
    private boolean needsHelpers;
    private boolean needsSecretHelper;
    private boolean needsSecretDataHelper;

    /**
     * Creates the expressions of a chart, which add the variables that they use to its values.
     *
     * @param holdsSecrets whether the templates hold the values of Secrets
     */
    ChartExpressions(Traces traces, ValueTree values, VariableUses uses, ChartNames names, boolean holdsSecrets) {
        this.traces = traces;
        this.values = values;
        this.uses = uses;
        this.names = names;
        this.holdsSecrets = holdsSecrets;
    }

    boolean needsHelpers() {
        return needsHelpers;
    }

    boolean needsSecretHelper() {
        return needsSecretHelper;
    }

    boolean needsSecretDataHelper() {
        return needsSecretDataHelper;
    }

    /** Returns the variables that have no default, by where they are, with the values of this run. */
    Map<ValuePath, String> secretVariables() {
        Map<ValuePath, String> lacking = new LinkedHashMap<>(secretVariables);
        lacking.keySet().removeAll(plainVariables);
        return lacking;
    }

    /** Whether each variable of a text has a single value, not different defaults in different places. */
    boolean haveOneValue(Text text) {
        return TracedTexts.names(text, new TreeSet<>()).stream().noneMatch(this::hasSeveralValues);
    }

    /** Returns what yields a value, and fails where there is none. */
    String required(ValuePath path) {
        needsSecretHelper = true;
        return "include " + HelmText.string(names.helper("secret")) + " (list " + HelmText.string(path.toString()) + " "
                + path.expression() + ")";
    }

    /**
     * Returns what yields a value in base64, and fails where there is none.
     *
     * @param isTemplate whether a text there is a template
     */
    String requiredData(ValuePath path, boolean isTemplate) {
        needsSecretHelper = true;
        needsSecretDataHelper = true;
        return "include " + HelmText.string(names.helper("secretData")) + " (list " + HelmText.string(path.toString())
                + " " + path.expression() + (isTemplate ? " ." : "") + ")";
    }

    /** Returns a value for a key of a Secret: a template that asks for the variables of a text. */
    String secretValueOf(Text text, String owner) {
        StringBuilder value = new StringBuilder();
        for (Text part : TracedTexts.parts(text)) {
            value.append(
                    part instanceof Text.Variable variable
                            ? HelmText.action(reference(variable, owner, true))
                            : HelmText.literal(part.value()));
        }
        return value.toString();
    }

    /** Returns what yields a scalar in a template: text in quotes, a number without. */
    Verbatim scalar(TemplatedScalar asked, String owner) {
        if (TracedTexts.names(asked.text(), new TreeSet<>()).isEmpty()) {
            return new Verbatim(HelmText.action(HelmText.string(asked.text().value()) + " | quote"));
        }
        String quoted = asked.was() instanceof Number ? "" : " | quote";
        return new Verbatim(HelmText.action(of(asked, owner) + quoted));
    }

    /** Returns a tree with what yields them in place of all scalars that depend on variables. */
    Object resolved(Object tree, String owner) {
        if (tree instanceof Map<?, ?> map) {
            Map<String, Object> made = new LinkedHashMap<>();
            map.forEach((key, value) -> made.put((String) key, resolved(value, owner)));
            return made;
        }
        if (tree instanceof List<?> list) {
            List<Object> made = new ArrayList<>();
            list.forEach(item -> made.add(resolved(item, owner)));
            return made;
        }
        return tree instanceof TemplatedScalar asked ? scalar(asked, owner) : tree;
    }

    /** Returns what yields a scalar, without quotes. */
    String of(TemplatedScalar asked, String owner) {
        TextConversion form = asked.form();
        needsHelpers |= form.isHelped();
        String text = joined(asked.text(), owner, form);
        TracedTexts.names(asked.text(), new TreeSet<>()).forEach(name -> {
            String pattern = form == TextConversion.NUMBER && asked.text() instanceof Text.Variable
                    ? ValueSchemas.NUMBER
                    : asked.pattern();
            if (!pattern.isEmpty()) {
                values.constrain(uses.path(name), "pattern", pattern);
            }
        });
        return switch (form) {
            case TEXT, EXPANDED -> text;
            case NUMBER ->
                asked.text() instanceof Text.Variable variable
                                && !LEADING_ZERO.matcher(variable.given()).matches()
                        ? text
                        : form.template("toString " + operand(text));
            case BASE64 ->
                text.startsWith("include ") || text.startsWith("printf ")
                        ? form.template(text)
                        : form.template(text + " | toString");
            default -> form.template(operand(text));
        };
    }

    /** Returns an expression as an argument. */
    static String operand(String expression) {
        return expression.indexOf(' ') < 0 || expression.startsWith("(") && expression.endsWith(")")
                ? expression
                : "(" + expression + ")";
    }

    private String joined(Text text, String owner, TextConversion form) {
        if (text instanceof Text.Variable variable) {
            return reference(variable, owner, form);
        }
        StringBuilder format = new StringBuilder();
        StringBuilder arguments = new StringBuilder();
        for (Text part : TracedTexts.parts(text)) {
            if (part instanceof Text.Variable variable) {
                format.append("%v");
                arguments.append(' ').append(operand(reference(variable, owner, form)));
            } else {
                format.append(part.value().replace("%", "%%"));
            }
        }
        return "printf " + HelmText.string(format.toString()) + arguments;
    }

    private String reference(Text.Variable variable, String owner, TextConversion form) {
        String reference = reference(variable, owner, form == TextConversion.BASE64);
        // Kubernetes makes one of two, and replaces $(NAME).
        boolean isExpanded = form == TextConversion.EXPANDED
                && (variable.given().contains("$(") || variable.given().contains("$$"));
        return isExpanded ? reference + " | toString | replace \"$\" \"$$\"" : reference;
    }

    /** Returns what yields a variable. */
    private String reference(Text.Variable variable, String owner, boolean secret) {
        String name = variable.name();
        uses.add(name, owner);
        ValuePath path = uses.path(name);
        if (secret && !holdsSecrets && !hasSeveralValues(name)) {
            secretVariables.put(path, variable.given());
            values.put(
                    path,
                    null,
                    "The variable " + name + " of the compose file, which is secret",
                    ValueSchemas.variable(true));
            demand(name, path);
            return required(path);
        }
        if (secret || hasSeveralValues(name)) {
            values.put(
                    path,
                    "",
                    "The variable " + name + " of the compose file; empty for the defaults there",
                    ValueSchemas.variable(false));
            return path.expression() + " | default " + HelmText.string(variable.given());
        }
        plainVariables.add(path);
        values.set(
                path, variable.given(), "The variable " + name + " of the compose file", ValueSchemas.variable(false));
        demand(name, path);
        return path.expression();
    }

    /** Lets the schema refuse an empty value of a variable where compose refuses it, too. */
    void demand(String name, ValuePath path) {
        if (traces.demanded().contains(name)) {
            values.constrain(path, "minLength", 1);
        }
    }

    private boolean hasSeveralValues(String name) {
        return traces.values().getOrDefault(name, Set.of()).size() > 1;
    }
}
