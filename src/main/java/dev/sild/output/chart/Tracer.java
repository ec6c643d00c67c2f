package dev.sild.output.chart;

import dev.sild.kubernetes.objects.ObjectTree;
import dev.sild.model.Lookup;
import dev.sild.model.Text;
import dev.sild.output.trace.ProbeValues;
import dev.sild.output.trace.TemplatedScalar;
import dev.sild.output.trace.TemplatedScalars;
import dev.sild.output.trace.TextConversion;
import dev.sild.output.trace.TracedTexts;
import dev.sild.output.trace.Traces;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds where variables lead by trial: converts again with other values, and looks at what has changed. A variable is
 * traced where every change is one that a template can make, too, and is so for two further values; where another value
 * makes other objects, or none, it is not.
 */
public final class Tracer {
    /** What Kubernetes expands. */
    private static final Pattern EXPANDED =
            Pattern.compile("(?s).*\0(containers|initContainers)\0\\d+\0(command\0\\d+|args\0\\d+|env\0\\d+\0value)");

    /** What is the name of an object or of a part of one, or refers to one. */
    private static final Pattern NAMES =
            Pattern.compile("(?s).*\0(name|claimName|secretName|hostname|subdomain|serviceName)");

    /** Where compose's units become those of Kubernetes. */
    private static final Pattern RESOURCES =
            Pattern.compile("(?s).*\0(containers|initContainers)\0\\d+\0resources\0.*");

    /**
     * How many characters are searched for probe values that already occur: such an occurrence can only hide where a
     * variable is used.
     */
    private static final int LOOKED_AT = 100_000;

    private static final Pattern OF_CONTENT = Pattern.compile("-[0-9a-f]{8}$");

    private static final Pattern CHECKSUM = Pattern.compile("sha256-[0-9a-f]{64}");

    /** The whole conversion once more. */
    public interface Conversion {
        /** Returns the objects with these variables in the environment; nothing where it fails. */
        Optional<List<HasMetadata>> with(Map<String, String> variables);
    }

    private final List<HasMetadata> objects;
    private final List<Map<String, Object>> own;
    private final Map<String, Set<String>> variables;
    private final Map<String, List<String>> others;
    private final TracedTexts texts;
    private final Conversion conversion;

    private Tracer(List<HasMetadata> objects, Map<String, Set<String>> variables, Conversion conversion) {
        this.objects = objects;
        this.own = objects.stream()
                .map(object -> TemplatedScalars.of(ObjectTree.of(object)))
                .toList();
        this.variables = variables;
        StringBuilder text = new StringBuilder();
        own.forEach(scalars ->
                scalars.values().forEach(scalar -> text.append(scalar).append('\n')));
        this.others = ProbeValues.of(variables, text.substring(0, Math.min(text.length(), LOOKED_AT)));
        this.texts = new TracedTexts(variables, others);
        this.conversion = conversion;
    }

    /**
     * Returns where variables lead.
     *
     * @param objects what the conversion makes at this run
     * @param values the value of each variable in this run: several values if it is unset and has several defaults
     */
    public static Traces trace(List<HasMetadata> objects, Map<String, Set<String>> values, Conversion conversion) {
        Traces nothing = new Traces(values, Set.of(), Set.of(), Map.of());
        // Numbers by themselves first: the port of a host that has another name, too, would lead nowhere.
        Map<Boolean, List<String>> names = nothing.values().keySet().stream()
                .collect(Collectors.partitioningBy(
                        name -> Lookup.required(nothing.values(), name).stream().allMatch(ProbeValues::isNumber)));
        Tracer tracer = new Tracer(objects, nothing.values(), conversion);
        return tracer.with(tracer.with(nothing, Lookup.required(names, true)), Lookup.required(names, false));
    }

    /** Returns what is known together with as many of these as can be: all, or as many of each half. */
    private Traces with(Traces known, List<String> names) {
        if (names.isEmpty()) {
            return known;
        }
        Set<String> all = new TreeSet<>(known.whole());
        all.addAll(names);
        Optional<Traces> traces = traced(all);
        if (traces.isPresent() || names.size() == 1) {
            return traces.orElse(known);
        }
        int half = names.size() / 2;
        return with(with(known, names.subList(0, half)), names.subList(half, names.size()));
    }

    private Optional<Traces> traced(Set<String> names) {
        Optional<List<Map<String, Object>>> first = again(values(names, 0));
        Optional<List<Map<String, Object>>> second = first.isEmpty() ? Optional.empty() : again(values(names, 1));
        if (second.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Map<String, TemplatedScalar>> scalars = new TreeMap<>();
        for (int i = 0; i < own.size(); i++) {
            Map<String, TemplatedScalar> found = new LinkedHashMap<>();
            for (Map.Entry<String, Object> scalar : own.get(i).entrySet()) {
                String path = scalar.getKey();
                Object here = first.get().get(i).get(path);
                Object there = second.get().get(i).get(path);
                if (!Objects.equals(scalar.getValue(), here) || !Objects.equals(scalar.getValue(), there)) {
                    Optional<TemplatedScalar> asked = asked(objects.get(i), path, scalar.getValue(), here, names)
                            .filter(each -> isIn(each, there, values(names, 1)));
                    if (asked.isEmpty()) {
                        return Optional.empty();
                    }
                    found.put(path, asked.get());
                }
            }
            if (!found.isEmpty()) {
                scalars.put(Traces.identity(objects.get(i)), found);
            }
        }
        // A variable without effect here may have one with an untried value: a pod treats "alwaysx" like
        // "always", but not "no".
        Set<String> found = new TreeSet<>();
        scalars.values().forEach(object -> object.values().forEach(asked -> TracedTexts.names(asked.text(), found)));
        return Optional.of(new Traces(variables, names, found, scalars));
    }

    private Map<String, String> values(Set<String> names, int which) {
        Map<String, String> values = new TreeMap<>();
        names.forEach(name -> values.put(name, Lookup.required(others, name).get(which)));
        return values;
    }

    /** Returns the scalars of each object converted with these values, if they are at the same paths. */
    private Optional<List<Map<String, Object>>> again(Map<String, String> values) {
        Optional<List<HasMetadata>> made = conversion.with(values);
        if (made.isEmpty() || made.get().size() != objects.size()) {
            return Optional.empty();
        }
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < objects.size(); i++) {
            String name = objects.get(i).getMetadata().getName();
            String other = made.get().get(i).getMetadata().getName();
            if (!name.equals(other) && stem(name).equals(stem(other))) {
                names.put(other, name);
            }
        }
        List<Map<String, Object>> scalars = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            Map<String, Object> found =
                    TemplatedScalars.of(ObjectTree.of(made.get().get(i)));
            if (!found.keySet().equals(own.get(i).keySet())) {
                return Optional.empty();
            }
            found.replaceAll((path, scalar) -> renamed(scalar, names));
            scalars.add(found);
        }
        return Optional.of(scalars);
    }

    /** Returns a name without the suffix for an object's content, which a chart keeps or replaces. */
    private static String stem(String name) {
        return OF_CONTENT.matcher(name).replaceFirst("");
    }

    private static Object renamed(Object scalar, Map<String, String> names) {
        if (!(scalar instanceof String text)) {
            return scalar;
        }
        String renamed = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            renamed = renamed.replace(name.getKey(), name.getValue());
        }
        return renamed;
    }

    /** Returns what a scalar is made of, by what it was and what it has become; nothing where that is not seen. */
    private Optional<TemplatedScalar> asked(
            HasMetadata object, String path, Object was, @Nullable Object is, Set<String> names) {
        if (is != null && object instanceof Secret && path.startsWith("\0data\0")) {
            return texts.of(decoded(was), decoded(is), names, TextConversion.BASE64)
                    .map(text -> new TemplatedScalar(text, TextConversion.BASE64, was, ""));
        }
        if (was instanceof String before && is instanceof String after) {
            if (CHECKSUM.matcher(before).matches() && CHECKSUM.matcher(after).matches()) {
                return Optional.of(new TemplatedScalar(Text.of(before), TextConversion.TEXT, was, ""));
            }
            TextConversion form = EXPANDED.matcher(path).matches() ? TextConversion.EXPANDED : TextConversion.TEXT;
            List<TextConversion> forms = form == TextConversion.EXPANDED
                    ? List.of()
                    : RESOURCES.matcher(path).matches()
                            ? List.of(
                                    TextConversion.BYTES,
                                    TextConversion.CPUS,
                                    TextConversion.QUARTER,
                                    TextConversion.TENTH)
                            : List.of(TextConversion.TEXT, TextConversion.BYTES, TextConversion.CPUS);
            return converted(forms, before, after, names, was, pattern(path))
                    .or(() -> texts.of(before, after, names, form)
                            .map(text -> new TemplatedScalar(text, form, was, pattern(path))));
        }
        return was instanceof Number && is instanceof Number
                ? converted(
                        List.of(TextConversion.NUMBER, TextConversion.SECONDS),
                        was.toString(),
                        is.toString(),
                        names,
                        was,
                        "")
                : Optional.empty();
    }

    private static String pattern(String path) {
        return NAMES.matcher(path).matches()
                ? ValueSchemas.NAME
                : path.contains("\0labels\0") ? ValueSchemas.LABEL : "";
    }

    private static String decoded(Object base64) {
        return new String(Base64.getDecoder().decode((String) base64), StandardCharsets.UTF_8);
    }

    private Optional<TemplatedScalar> converted(
            List<TextConversion> forms, String was, String is, Set<String> names, Object scalar, String pattern) {
        for (TextConversion form : forms) {
            for (String name : names) {
                for (String value : Lookup.required(variables, name)) {
                    if (form.of(value).filter(was::equals).isPresent()
                            && form.of(Lookup.required(others, name).get(0))
                                    .filter(is::equals)
                                    .isPresent()) {
                        return Optional.of(new TemplatedScalar(new Text.Variable(name, value), form, scalar, pattern));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a scalar is what was found out, with these values. */
    private static boolean isIn(TemplatedScalar asked, @Nullable Object scalar, Map<String, String> values) {
        Set<String> names = TracedTexts.names(asked.text(), new TreeSet<>());
        return names.isEmpty()
                ? scalar instanceof String text && CHECKSUM.matcher(text).matches()
                : asked.form()
                        .of(put(asked, values))
                        .filter(String.valueOf(scalar)::equals)
                        .isPresent();
    }

    private static String put(TemplatedScalar asked, Map<String, String> values) {
        StringBuilder put = new StringBuilder();
        for (Text part : TracedTexts.parts(asked.text())) {
            put.append(
                    part instanceof Text.Variable variable
                            ? TracedTexts.put(Lookup.required(values, variable.name()), asked.form())
                            : part.value());
        }
        return put.toString();
    }
}
