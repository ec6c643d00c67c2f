package dev.sild.output.chart;

import dev.sild.model.Lookup;
import dev.sild.syntax.HelmText;
import dev.sild.yaml.TemplateLines;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One-shot jobs. A Job cannot change, so its name has the hash of what it does: if that changes, it is another Job, and
 * Helm deletes the old one. Where only its resources or labels would change, the Job of that name stays as it is. What
 * waits for a Job asks for its name.
 */
final class ChartJobs {
    private static final String ENABLED =
            "Whether the Job exists. It runs again after each change of its image, command,"
                    + " environment or files: it must be safe to repeat. To run it again otherwise, delete the Job and upgrade";

    private static final Pattern HASH = Pattern.compile("-[0-9a-f]{8}$");

    private final ChartContext chart;
    private final ChartNames names;
    /** What finds the name of each Job in a text. */
    private final Map<String, Pattern> jobs = new TreeMap<>();
    /** The keys of the services that they are, by their names. */
    private final Map<String, String> keys = new TreeMap<>();

    ChartJobs(ChartContext chart, List<HasMetadata> objects) {
        this.chart = chart;
        this.names = chart.names();
        for (HasMetadata object : objects) {
            if (object instanceof Job) {
                String name = object.getMetadata().getName();
                keys.put(name, chart.services().ofWorkload(object));
                jobs.put(name, Pattern.compile("(?<![\\w.-])" + Pattern.quote(name) + "(?![\\w.-])"));
            }
        }
    }

    /** Whether a text has the name of a Job in it. */
    boolean isNamedIn(String text) {
        return jobs.values().stream().anyMatch(job -> job.matcher(text).find());
    }

    /** Returns a text of a template that asks for the names of Jobs. */
    String named(String text) {
        String named = text;
        for (Map.Entry<String, Pattern> job : jobs.entrySet()) {
            named = job.getValue()
                    .matcher(named)
                    .replaceAll(Matcher.quoteReplacement(HelmText.action(name(job.getKey()))));
        }
        return named;
    }

    /** Whether the chart has Jobs. */
    boolean exist() {
        return !jobs.isEmpty();
    }

    /** Returns the condition for a Job. */
    String condition(HasMetadata job) {
        ValuePath path = enabled(job.getMetadata().getName());
        chart.values().put(path, true, ENABLED, ValueSchemas.bool());
        return path.expression();
    }

    private ValuePath enabled(String job) {
        return ValuePath.of(Lookup.required(keys, job), "enabled");
    }

    /** Adds the condition to each init container that waits for a Job: nobody waits for one that does not run. */
    void waits(Map<String, Object> pod) {
        if (!(pod.get("initContainers") instanceof List<?> containers)) {
            return;
        }
        List<Object> made = new ArrayList<>();
        for (Object container : containers) {
            String awaited = jobs.entrySet().stream()
                    .filter(job -> job.getValue().matcher(words(container)).find())
                    .map(job -> enabled(job.getKey()).expression())
                    .collect(Collectors.joining(" "));
            boolean waits = !awaited.isEmpty();
            if (waits) {
                made.add(TemplateLines.of(
                        HelmText.line("if " + (awaited.indexOf(' ') < 0 ? awaited : "and " + awaited))));
            }
            made.add(container);
            if (waits) {
                made.add(TemplateLines.of(HelmText.line("end")));
            }
        }
        pod.put("initContainers", made);
    }

    private static String words(Object container) {
        return container instanceof Map<?, ?> map && map.get("command") instanceof List<?> command
                ? command.toString()
                : "";
    }

    private String name(String job) {
        return "include " + HelmText.string(names.content("job-name", stem(job))) + " .";
    }

    private static String stem(String job) {
        return HASH.matcher(job).replaceFirst("");
    }

    /**
     * Returns a Job; the templates of its spec and its name are added to the definitions.
     *
     * @param yaml writes a part of it
     */
    String job(
            HasMetadata object,
            Map<String, Object> tree,
            Function<Map<String, Object>, String> yaml,
            Map<String, String> definitions) {
        String stem = stem(object.getMetadata().getName());
        String spec = HelmText.string(names.content("job", stem));
        Map<String, Object> head = new LinkedHashMap<>(tree);
        head.remove("spec");
        definitions.put(names.content("job", stem), yaml.apply(Trees.map(tree, "spec")));
        definitions.put(
                names.content("job-name", stem),
                stem + "-"
                        + HelmText.action(
                                "include " + HelmText.string(names.helper("jobHash")) + " (include " + spec + " .)")
                        + "\n");
        return yaml.apply(head) + "spec:\n  "
                + HelmText.line("include " + HelmText.string(names.helper("jobSpec")) + " (list . ("
                        + name(object.getMetadata().getName()) + ") (include " + spec + " .)) | nindent 2")
                + "\n";
    }
}
