package dev.sild.compose.translate.kompose;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.images.health.HealthCommand;
import dev.sild.model.Health;
import dev.sild.model.Probe;
import dev.sild.units.GoDuration;
import dev.sild.units.Quantities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A service's health check beside the probes that labels of kompose describe. To kompose a health check is liveness;
 * here it is readiness, unless labels say how to tell readiness.
 *
 * @param health the health check, where it stays what it is
 * @param probes the probes that the labels describe, with the cluster's timings where none are specified
 */
public record KomposeProbes(Optional<Health> health, List<Probe> probes) {
    private static final List<String> READINESS = List.of(
            "disable",
            "test",
            "http_get_path",
            "http_get_port",
            "tcp_port",
            "interval",
            "timeout",
            "retries",
            "start_period");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|[^\\s,\"'\\[\\]]+");

    public static KomposeProbes of(Attribute service, Optional<Health> health, TranslateOptions options) {
        KomposeLabels labels = KomposeLabels.of(service);
        if (!labels.present()) {
            return new KomposeProbes(health, List.of());
        }
        Optional<Health.Check> liveness = check(labels, "liveness");
        Optional<Probe> readiness = readiness(labels);
        boolean saysReadiness = READINESS.stream()
                .anyMatch(name -> label(labels, "readiness", name).present());
        List<Probe> probes = new ArrayList<>();
        if (options.health().isEmpty()) {
            return new KomposeProbes(health, probes);
        }
        if (options.podman()) {
            READINESS.stream()
                    .map(name -> label(labels, "readiness", name))
                    .filter(Attribute::present)
                    .forEach(label -> label.notForPodman(
                            "podman has no readiness probes",
                            "convert with --health liveness to restart the container instead"));
        } else {
            readiness.ifPresent(probes::add);
        }
        boolean moved = saysReadiness && !options.podman();
        liveness.or(() -> moved ? health.map(Health::check) : Optional.empty())
                .ifPresent(check -> probes.add(liveness(service.get("healthcheck"), check)));
        return new KomposeProbes(moved ? Optional.empty() : health, List.copyOf(probes));
    }

    /** Whether labels have a say in what a service's health check means. */
    public static boolean haveASay(Attribute service) {
        KomposeLabels labels = KomposeLabels.of(service);
        return labels.present()
                && READINESS.stream()
                        .anyMatch(name -> label(labels, "readiness", name).present()
                                || label(labels, "liveness", name).present());
    }

    private static Attribute label(KomposeLabels labels, String use, String name) {
        return labels.get("service.healthcheck." + use + "." + name);
    }

    private static Optional<Health.Check> check(KomposeLabels labels, String use) {
        Attribute path = label(labels, use, "http_get_path");
        Attribute port = label(labels, use, "http_get_port");
        Optional<Integer> number = port.number().map(Long::intValue);
        Optional<Integer> tcp = label(labels, use, "tcp_port").number().map(Long::intValue);
        String file = path.string();
        if (number.isPresent() && !file.isEmpty()) {
            return Optional.of(new Health.Http(number.get(), file, false, "", List.of()));
        }
        if (tcp.isEmpty() && (path.present() || port.present())) {
            path.or(port)
                    .noteLost(
                            "an HTTP probe needs both a path and a port",
                            "set both 'http_get_path' and 'http_get_port'");
        }
        return tcp.map(Health.Tcp::new);
    }

    private static Optional<Probe> readiness(KomposeLabels labels) {
        Optional<Health.Check> tried = check(labels, "readiness");
        List<String> test = words(label(labels, "readiness", "test").string());
        boolean disabled = label(labels, "readiness", "disable").bool();
        // With a test kompose looks at no path or port.
        Optional<Health.Check> check = test.isEmpty() ? tried : HealthCommand.translate(test);
        int delay = seconds(label(labels, "readiness", "start_period"), 0);
        int period = seconds(label(labels, "readiness", "interval"), 1);
        int timeout = seconds(label(labels, "readiness", "timeout"), 1);
        int failures = label(labels, "readiness", "retries").number().orElse(0L).intValue();
        return check.filter(any -> !disabled)
                .map(what -> new Probe(Probe.Use.READINESS, what, delay, period, timeout, failures, 0));
    }

    /** The timings are those of compose's own health check, as far as it has some. */
    private static Probe liveness(Attribute healthcheck, Health.Check check) {
        return new Probe(
                Probe.Use.LIVENESS,
                check,
                seconds(healthcheck.get("start_period"), 0),
                seconds(healthcheck.get("interval"), 1),
                seconds(healthcheck.get("timeout"), 1),
                healthcheck.get("retries").number().orElse(0L).intValue(),
                0);
    }

    private static int seconds(Attribute duration, int least) {
        return GoDuration.millis(duration.string())
                .filter(millis -> millis > 0)
                .map(millis -> Quantities.seconds(millis, least))
                .orElse(0);
    }

    /** Returns the words of a command, which kompose takes as a shell would, or as a list in brackets. */
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command);
        while (matcher.find()) {
            words.add(
                    matcher.group(1) != null
                            ? matcher.group(1)
                            : matcher.group(2) != null ? matcher.group(2) : matcher.group());
        }
        if (words.size() > 2 && words.get(0).equals("CMD-SHELL")) {
            return List.of("CMD-SHELL", String.join(" ", words.subList(1, words.size())));
        }
        return words;
    }
}
