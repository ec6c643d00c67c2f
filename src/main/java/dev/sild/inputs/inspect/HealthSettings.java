package dev.sild.inputs.inspect;

import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Value;
import dev.sild.model.Lookup;
import dev.sild.report.InputException;
import dev.sild.yaml.KubernetesDialect;
import dev.sild.yaml.YamlLimits;
import dev.sild.yaml.YamlReader;
import java.util.List;
import java.util.Map;

/** The health check of a container, less what its image says. */
final class HealthSettings {
    private static final Map<String, String> TIMES = Map.of(
            "Interval",
            "interval",
            "Timeout",
            "timeout",
            "StartPeriod",
            "start_period",
            "StartInterval",
            "start_interval");
    /** What engines print where nobody said anything, in nanoseconds. */
    private static final Map<String, Long> USUAL = Map.of("Interval", 30_000_000_000L, "Timeout", 30_000_000_000L);

    private final InspectSource source;
    private final ComposeDraft service;

    HealthSettings(InspectSource source, ComposeDraft service) {
        this.source = source;
        this.service = service;
    }

    void add() {
        Value check = source.config().any("Healthcheck", "HealthCheck");
        Value ofImage =
                source.ofImage("Healthcheck").isEmpty() ? source.ofImage("HealthCheck") : source.ofImage("Healthcheck");
        if (check.isEmpty()) {
            ofUp();
            return;
        }
        List<String> test = check.get("Test").texts();
        if (test.equals(List.of("NONE"))) {
            service.map("healthcheck", check.position()).set("disable", true, check.position());
            return;
        }
        if (!check.get("Test").hasTextsOf(ofImage.get("Test"))) {
            test(check.get("Test"));
        }
        for (String key : List.of("Interval", "Timeout", "StartPeriod", "StartInterval")) {
            long nanos = check.get(key).number();
            long usual = ofImage.isEmpty() || ofImage.get(key).isEmpty()
                    ? USUAL.getOrDefault(key, 0L)
                    : ofImage.get(key).number();
            if (nanos > 0 && nanos != usual) {
                Value value = check.get(key);
                service.map("healthcheck", value.position())
                        .set(Lookup.required(TIMES, key), InspectSource.duration(nanos), value.position());
            }
        }
        Value retries = check.get("Retries");
        long usual =
                ofImage.get("Retries").isEmpty() ? 3 : ofImage.get("Retries").number();
        if (retries.number() > 0 && retries.number() != usual) {
            service.map("healthcheck", retries.position()).set("retries", retries.text(), retries.position());
        }
        for (String key : List.of("StartupHealthCheck", "HealthcheckOnFailureAction")) {
            Value further = source.config().get(key);
            if (!further.isEmpty() && !further.text().equals("none")) {
                source.remarks().lost(further, "compose has no counterpart of it", "set a startup probe in Kubernetes");
            }
        }
    }

    private void test(Value test) {
        List<Value> words = test.items();
        if (words.size() == 2 && words.get(0).text().equals("CMD-SHELL")) {
            service.map("healthcheck", test.position())
                    .set(
                            "test",
                            InspectSource.escaped(words.get(1).text()),
                            words.get(1).position());
        } else {
            ComposeDraft check = service.map("healthcheck", test.position());
            words.forEach(word -> check.add("test", InspectSource.escaped(word.text()), word.position()));
        }
    }

    /** {@code sild up} runs the checks itself, and keeps them in annotations. */
    private void ofUp() {
        for (var annotation : source.host().get("Annotations").entries().entrySet()) {
            boolean own = annotation.getKey().startsWith("sild.dev/check.")
                    && source.name().endsWith("-" + annotation.getKey().substring("sild.dev/check.".length()));
            if (own && LabelSettings.isOfUp(source.labels())) {
                read(annotation.getValue());
            }
        }
    }

    private void read(Value annotation) {
        Value check;
        try {
            check = new Value(
                    YamlReader.read(
                                    annotation.text(),
                                    annotation.position().file(),
                                    new KubernetesDialect(),
                                    YamlLimits.DEFAULT)
                            .get(0)
                            .root(),
                    annotation.path(),
                    annotation.position());
        } catch (InputException | IndexOutOfBoundsException unreadable) {
            source.remarks().lost(annotation, "the health check cannot be read", "write 'healthcheck' by hand");
            return;
        }
        source.remarks()
                .differs(
                        annotation,
                        "sild up does not keep the interval and the retries of a health check",
                        "set healthcheck.interval and healthcheck.retries");
        List<String> words = check.get("command").texts();
        ComposeDraft health = service.map("healthcheck", annotation.position());
        if (words.size() == 3 && words.subList(0, 2).equals(List.of("/bin/sh", "-c"))) {
            health.set("test", InspectSource.escaped(words.get(2)), annotation.position());
        } else {
            health.add("test", "CMD", annotation.position());
            words.forEach(word -> health.add("test", InspectSource.escaped(word), annotation.position()));
        }
        if (check.get("timeoutSeconds").number() != 30) {
            health.set("timeout", check.get("timeoutSeconds").number() + "s", annotation.position());
        }
    }
}
