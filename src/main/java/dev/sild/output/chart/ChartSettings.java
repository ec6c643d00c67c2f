package dev.sild.output.chart;

import dev.sild.model.Text;
import dev.sild.output.trace.TemplatedScalar;
import dev.sild.output.trace.TextConversion;
import dev.sild.syntax.HelmText;
import dev.sild.yaml.TemplateLines;
import dev.sild.yaml.YamlWriter.Verbatim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values that have a place of their own, such as {@code web.replicas}, and by default are what the compose file says:
 * itself, or what its variables make of it.
 */
final class ChartSettings {
    private final ValueTree values;
    private final VariableUses uses;
    private final ChartExpressions asking;

    ChartSettings(ValueTree values, VariableUses uses, ChartExpressions asking) {
        this.values = values;
        this.uses = uses;
        this.asking = asking;
    }

    /**
     * What a value is.
     *
     * @param path where it is
     * @param owner the key of the service that it belongs to; may be empty
     * @param comment what it is for
     * @param schema what it may be
     */
    record Setting(ValuePath path, String owner, String comment, Map<String, Object> schema) {}

    /** Returns what yields a scalar of a template that is a value. */
    Verbatim scalar(Setting setting, Object scalar) {
        return new Verbatim(HelmText.action(
                expression(setting, scalar) + (Trees.plain(scalar) instanceof String ? " | quote" : "")));
    }

    /** Returns what yields such a scalar, without quotes. */
    String expression(Setting setting, Object scalar) {
        ValuePath path = setting.path();
        Object was = Trees.plain(scalar);
        if (!(scalar instanceof TemplatedScalar asked)) {
            values.put(path, scalar, setting.comment(), setting.schema());
            return path.expression();
        }
        if (canBeValue(asked)) {
            if (isValue(setting, asked)) {
                return path.expression();
            }
            if (!uses.isComplete()) {
                return "";
            }
        }
        String otherwise = ChartExpressions.operand(asking.of(asked, setting.owner()));
        Map<String, Object> schema = new LinkedHashMap<>(setting.schema());
        if (was instanceof Number) {
            schema.put("type", List.of(schema.get("type"), "null"));
            values.put(path, null, setting.comment() + "; null for that of the compose file", schema);
            return "ternary " + otherwise + " " + path.expression() + " (kindIs \"invalid\" " + path.expression() + ")";
        }
        if (schema.remove("pattern") instanceof String pattern) {
            schema.put("pattern", "^$|" + pattern);
        }
        values.put(path, "", setting.comment() + "; empty for that of the compose file", schema);
        return path.expression() + " | default " + otherwise;
    }

    /** Returns what yields a scalar that is a value only if a variable is that value; empty if it is none. */
    Optional<Verbatim> only(Setting setting, TemplatedScalar asked) {
        boolean isValue = canBeValue(asked) && (isValue(setting, asked) || !uses.isComplete());
        return isValue
                ? Optional.of(new Verbatim(HelmText.action(setting.path().expression() + " | quote")))
                : Optional.empty();
    }

    /** Whether a scalar is a variable and nothing else. */
    boolean canBeValue(TemplatedScalar asked) {
        boolean isPlain = asked.form() == TextConversion.TEXT
                || asked.form() == TextConversion.EXPANDED
                || asked.form() == TextConversion.NUMBER;
        return isPlain && asked.text() instanceof Text.Variable variable && asking.haveOneValue(variable);
    }

    /** Whether such a variable is this value; then it is added. */
    private boolean isValue(Setting setting, TemplatedScalar asked) {
        Text.Variable variable = (Text.Variable) asked.text();
        if (!uses.isAt(variable.name(), setting.owner(), setting.path())) {
            return false;
        }
        values.put(setting.path(), asked.was(), mentioned(setting.comment(), variable.name()), setting.schema());
        asking.demand(variable.name(), setting.path());
        if (!asked.pattern().isEmpty()) {
            values.constrain(setting.path(), "pattern", asked.pattern());
        }
        return true;
    }

    /** Returns a comment with what the compose file calls a value. */
    static String mentioned(String comment, String variable) {
        String mention = variable + " in the compose file";
        return comment.isEmpty() ? mention : comment + " (" + mention + ")";
    }

    /**
     * Makes an entry a value as a whole; there is none where the value is empty. Where the entry depends on variables,
     * the value is empty and replaces it.
     *
     * @param key the entry's key, which may be missing
     * @param none the empty value, a map or a list
     */
    void block(Map<String, Object> tree, String key, Setting setting, Object none) {
        Object own = tree.get(key);
        String with = HelmText.line("with " + setting.path().expression());
        String all = HelmText.line("toYaml . | nindent " + TemplateLines.INDENTATION);
        String end = HelmText.line("end");
        if (own == null || Trees.isData(own)) {
            values.put(setting.path(), own == null ? none : own, setting.comment(), setting.schema());
            tree.put(key, TemplateLines.of(with, key + ":", "  " + all, end));
            return;
        }
        values.put(setting.path(), none, setting.comment() + "; replaces those of the chart", setting.schema());
        TemplateLines before = TemplateLines.of(with, all, HelmText.line("else"));
        if (own instanceof List<?> list) {
            List<Object> items = new ArrayList<>(list);
            items.add(0, before);
            items.add(TemplateLines.of(end));
            tree.put(key, items);
        } else {
            Map<String, Object> entries = new LinkedHashMap<>(Trees.map(tree, key));
            Trees.prepend(entries, "\0with", before);
            entries.put("\0end", TemplateLines.of(end));
            tree.put(key, entries);
        }
    }

    /** Adds the entries or items of a value to those of a map or list, which may be missing. */
    void more(Map<String, Object> tree, String key, Setting setting, Object none) {
        Object own = tree.get(key);
        if (own == null || own instanceof List<?> list && list.isEmpty()) {
            block(tree, key, setting, none);
            return;
        }
        values.put(setting.path(), none, setting.comment(), setting.schema());
        TemplateLines lines = TemplateLines.of(
                HelmText.line("with " + setting.path().expression()),
                HelmText.line("toYaml . | nindent " + TemplateLines.INDENTATION),
                HelmText.line("end"));
        if (own instanceof List<?> list) {
            List<Object> items = new ArrayList<>(list);
            items.add(lines);
            tree.put(key, items);
        } else {
            Trees.map(tree, key).put("\0more", lines);
        }
    }

    /** Makes a text a value whose entry is only written where there is one. */
    void optional(Map<String, Object> tree, String key, String after, Setting setting) {
        Object own = tree.get(key);
        if (own instanceof TemplatedScalar || own instanceof String text && text.isEmpty()) {
            tree.put(key, scalar(setting, own));
            return;
        }
        values.put(setting.path(), own == null ? "" : own, setting.comment(), setting.schema());
        Trees.insert(
                tree,
                after,
                key,
                TemplateLines.of(
                        HelmText.line("with " + setting.path().expression()),
                        key + ": " + HelmText.action(". | quote"),
                        HelmText.line("end")));
    }

    /** Returns the variables that are all of a list of texts, each alone; empty where one is not. */
    Optional<String> onlyVariable(List<?> scalars, Setting setting) {
        if (scalars.size() == 1
                && scalars.get(0) instanceof TemplatedScalar asked
                && asked.text() instanceof Text.Variable variable
                && canBeValue(asked)
                && isValue(setting, asked)) {
            return Optional.of(variable.name());
        }
        return Optional.empty();
    }
}
