package dev.sild.output.chart;

import dev.sild.syntax.HelmText;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One-shot jobs. A Job cannot change, so its name has the hash of its spec: another spec is another Job, and Helm
 * deletes the old one. What waits for a Job asks for its name.
 */
final class ChartJobs {
    private static final Pattern HASH = Pattern.compile("-[0-9a-f]{8}$");

    private final ChartNames names;
    /** What finds the name of each Job in a text. */
    private final Map<String, Pattern> jobs = new TreeMap<>();

    ChartJobs(ChartNames names, List<HasMetadata> objects) {
        this.names = names;
        for (HasMetadata object : objects) {
            if (object instanceof Job) {
                String name = object.getMetadata().getName();
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
                stem + "-" + HelmText.action("include " + spec + " . | sha256sum | trunc 8") + "\n");
        return yaml.apply(head) + "spec:\n" + "  " + HelmText.line("include " + spec + " . | nindent 2") + "\n";
    }
}
