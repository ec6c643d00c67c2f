package dev.sild.output.chart;

import dev.sild.model.Text;
import dev.sild.output.files.OutputFile;
import dev.sild.output.layout.LayoutFile;
import dev.sild.output.trace.TemplatedScalar;
import dev.sild.output.trace.TracedTexts;
import dev.sild.yaml.YamlWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The values of Secrets in a chart that contains none of them: a template requires each value and fails without it. A
 * value that is a variable of the compose file, or an address whose password is one, asks for the variable, so that one
 * change reaches every Secret. Any other value is {@code secrets.<Secret>.<key>}. The values of this run are in
 * {@link #FILE}.
 */
public final class ChartSecrets {
    /** The file of the values of this run, which belongs in no repository and in no package of the chart. */
    public static final String FILE = "secrets.values.yaml";

    private static final String HEAD = """
      # Written by sild. This file contains secret values. Do not commit it; .gitignore lists it.
      # helm upgrade --install %1$s CHART/ -f CHART/secrets.values.yaml
      """;

    /** Stands for a variable in a text. */
    private static final char VARIABLE = '\0';

    /** An address whose user is anything and whose password is nothing but variables. */
    private static final Pattern OPEN_ADDRESS =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^\\s:/?#@]*:\0+@[^\\s?#@]*(\\?[^\\s#@]*)?");

    /** What a query of an address names where its own value is a secret, too. */
    private static final Pattern SECRET_QUERY = Pattern.compile("(?i)\\?.*(pass|pwd|secret|token|key|sig|auth|cred)");

    private final ChartContext chart;
    private final Map<ValuePath, Object> written = new LinkedHashMap<>();

    ChartSecrets(ChartContext chart) {
        this.chart = chart;
    }

    /**
     * Returns what yields a key's value, base64-encoded, in a template.
     *
     * @param scalar the value: base64, or an {@link TemplatedScalar} where it depends on variables
     */
    String expression(String secret, String key, Object scalar, String owner) {
        ChartExpressions asking = chart.asking();
        if (scalar instanceof TemplatedScalar asked) {
            if (asking.haveOneValue(asked.text()) && isOpen(asked.text())) {
                return asking.of(asked, owner);
            }
            return value(secret, key, asking.secretValueOf(asked.text(), owner), true);
        }
        return value(secret, key, literal((String) scalar), false);
    }

    private String value(String secret, String key, Object value, boolean isTemplate) {
        ValuePath section = ValuePath.of("secrets", secret);
        ValuePath path = section.then(key);
        chart.values().put(path, null, "", ValueSchemas.secret());
        chart.values()
                .comment(
                        section,
                        "Values of the Secret " + secret
                                + ", each a string or {base64: …}; set them in a file of your own");
        written.put(path, value);
        return chart.asking().requiredData(path, isTemplate);
    }

    /** Whether the literal parts of a text may be in a template. */
    private static boolean isOpen(Text text) {
        if (text instanceof Text.Variable) {
            return true;
        }
        StringBuilder shape = new StringBuilder();
        for (Text part : TracedTexts.parts(text)) {
            if (!(part instanceof Text.Variable) && part.value().indexOf(VARIABLE) >= 0) {
                return false;
            }
            shape.append(part instanceof Text.Variable ? String.valueOf(VARIABLE) : part.value());
        }
        return OPEN_ADDRESS.matcher(shape).matches()
                && !SECRET_QUERY.matcher(shape).find();
    }

    /** Returns a value as it is written: text as a string, anything else as bytes. */
    private static Object literal(String base64) {
        return text(Base64.getDecoder().decode(base64))
                .<Object>map(text -> text)
                .orElse(Map.of("base64", base64));
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            boolean plain =
                    text.codePoints().allMatch(c -> c == '\n' || c == '\t' || c >= ' ' && !Character.isISOControl(c));
            return plain ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }

    /** Returns the values of this run that the chart has no default for, by where they are. */
    Map<ValuePath, Object> lacking() {
        Map<ValuePath, Object> lacking = new LinkedHashMap<>(chart.asking().secretVariables());
        lacking.putAll(written);
        return lacking;
    }

    /** Returns {@link #FILE}, which the chart needs; nothing where no Secret asks for a value. */
    Optional<LayoutFile> file() {
        if (lacking().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> values = new TreeMap<>();
        lacking().forEach((path, value) -> {
            Map<String, Object> map = values;
            for (String key : path.keys().subList(0, path.keys().size() - 1)) {
                map = inner(map, key);
            }
            map.put(path.keys().get(path.keys().size() - 1), value);
        });
        return Optional.of(new LayoutFile(
                FILE,
                HEAD.formatted(chart.names().chart()) + "\n" + YamlWriter.write(List.of(values)),
                OutputFile.Mode.SECRET));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> inner(Map<String, Object> map, String key) {
        return (Map<String, Object>) map.computeIfAbsent(key, first -> new TreeMap<String, Object>());
    }
}
