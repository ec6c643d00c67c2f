package dev.sild.compose.translate.container;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The signal that ends a container. Kubernetes has a field for it since 1.33, which servers and nodes heed only with
 * the feature gate {@code ContainerStopSignals}; no version up to 1.35 has it on by default.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-stop-signals">Stop
 *     Signals</a>
 */
final class StopSignals {
    /** The first minor version of Kubernetes that knows the field. */
    private static final int SINCE = 33;

    private static final String GATE = "ContainerStopSignals";
    private static final Pattern NAME =
            Pattern.compile("SIG(ABRT|ALRM|BUS|CHLD|CLD|CONT|FPE|HUP|ILL|INT|IO|IOT|KILL|PIPE|POLL|"
                    + "PROF|PWR|QUIT|RTMIN(\\+([1-9]|1[0-5]))?|RTMAX(-([1-9]|1[0-4]))?|SEGV|STKFLT|STOP|SYS|TERM|TRAP|TSTP|TTIN|TTOU|URG|"
                    + "USR1|USR2|VTALRM|WINCH|XCPU|XFSZ)");

    private StopSignals() {}

    /** Returns the signal by its name; empty where the cluster's version does not know the field, with a finding. */
    static String of(Attribute attribute, TranslateOptions options) {
        String text = attribute.string().toUpperCase(Locale.ROOT);
        if (text.isEmpty()) {
            return "";
        }
        String name = name(text);
        if (options.podman()) {
            attribute.notForPodman(
                    "podman kube play does not support stop signals in a manifest",
                    "set STOPSIGNAL in the image's Dockerfile");
            return "";
        }
        if (!NAME.matcher(name).matches()) {
            attribute.lost("'" + text + "' is not a valid signal in Kubernetes", "use a name such as SIGINT");
            return "";
        }
        if (options.kubernetesMinor() < SINCE) {
            attribute.lost(
                    "a stop signal needs Kubernetes 1." + SINCE + " or newer with the feature gate " + GATE,
                    "set STOPSIGNAL in the image's Dockerfile, or convert with --kubernetes-version 1." + SINCE);
            return "";
        }
        attribute.noteApproximated(
                "the image's stop signal is used unless the feature gate " + GATE + " is on; it is off by default",
                "turn it on, or set STOPSIGNAL in the image's Dockerfile");
        return name;
    }

    private static String name(String text) {
        return switch (text) {
            case "1" -> "SIGHUP";
            case "2" -> "SIGINT";
            case "3" -> "SIGQUIT";
            case "6" -> "SIGABRT";
            case "9" -> "SIGKILL";
            case "10" -> "SIGUSR1";
            case "12" -> "SIGUSR2";
            case "14" -> "SIGALRM";
            case "15" -> "SIGTERM";
            case "28" -> "SIGWINCH";
            default -> text.startsWith("SIG") ? text : "SIG" + text;
        };
    }
}
