package dev.sild.report;

import dev.sild.syntax.TerminalText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The commands that lead to ports which nothing opens: what the user needs when the output runs, ready to be pasted.
 */
final class ForwardList {
    /** The maximum number of commands: programs that people open come first, tools and databases last. */
    private static final int MOST_COMMANDS = 10;

    /** The maximum number of Services of which only the names are listed. */
    private static final int MOST_NAMED = 12;

    /** What findings begin with that say which ports no command reaches. */
    private static final String NO_UDP = "'kubectl port-forward' does not forward UDP";

    private ForwardList() {}

    /** Whether a finding is in the list rather than on a line of its own. */
    static boolean has(Finding finding) {
        return finding.code() == Code.NOT_EXPOSED
                && (finding.command().contains(" port-forward ") || isAboutUdp(finding) || LocalForwards.has(finding));
    }

    private static boolean isAboutUdp(Finding finding) {
        return finding.code() == Code.NOT_EXPOSED && finding.reason().startsWith(NO_UDP);
    }

    /**
     * Returns the list, each line with its end; the empty text where there is none.
     *
     * @param after what comes before the commands, as in {@code kubectl apply}
     * @param how how all findings are listed
     */
    static String of(List<Finding> findings, String after, String how) {
        Map<ForwardGroup, List<String>> commands = new LinkedHashMap<>();
        Map<String, String> reasons = new HashMap<>();
        List<Finding> led = findings.stream().filter(LocalForwards::has).toList();
        findings.stream()
                .filter(finding -> has(finding) && !isAboutUdp(finding) && !LocalForwards.has(finding))
                .sorted(Comparator.comparing(finding -> ForwardOrder.rank(finding.command())))
                .forEach(finding -> {
                    commands.computeIfAbsent(ForwardGroup.of(finding), first -> new ArrayList<>())
                            .add(finding.command());
                    String reason = reason(finding);
                    reasons.put(
                            finding.command(),
                            reason.isEmpty() ? LocalForwards.instead(finding.command(), led) : reason);
                });
        StringBuilder text = new StringBuilder();
        List<String> udp = udpPorts(findings);
        List<String> openable = commands.get(ForwardGroup.OPENABLE);
        append(
                text,
                openable == null && !udp.isEmpty() ? List.of() : openable,
                reasons,
                title(ForwardGroup.OPENABLE, after),
                how);
        if (!udp.isEmpty()) {
            text.append("       (UDP is not forwarded: ")
                    .append(String.join(", ", udp.subList(0, Math.min(udp.size(), MOST_NAMED))))
                    .append(udp.size() > MOST_NAMED ? ", ..." : "")
                    .append("; open it with --expose nodeport or loadbalancer)\n");
        }
        for (ForwardGroup group : List.of(ForwardGroup.UNSERVED, ForwardGroup.LOOPBACK, ForwardGroup.ON_NODE)) {
            append(text, commands.get(group), reasons, title(group, after), how);
        }
        return text.toString();
    }

    private static String title(ForwardGroup group, String after) {
        return "after " + after + ", " + group.title();
    }

    private static List<String> udpPorts(List<Finding> findings) {
        return findings.stream()
                .filter(ForwardList::isAboutUdp)
                .map(Finding::reason)
                .flatMap(reason ->
                        Stream.of(reason.substring(reason.lastIndexOf(": ") + 2).split(", ")))
                .distinct()
                .toList();
    }

    /**
     * Returns why a command is as it is, which the remedy says after it; a comment cannot be pasted into every shell.
     */
    private static String reason(Finding finding) {
        String quoted = "'" + finding.command() + "': ";
        int start = finding.remedy().indexOf(quoted);
        return start < 0 ? "" : finding.remedy().substring(start + quoted.length());
    }

    private static void append(
            StringBuilder text,
            @Nullable List<String> commands,
            Map<String, String> reasons,
            String title,
            String how) {
        if (commands == null) {
            return;
        }
        text.append(title).append(":\n");
        List<String> distinct = commands.stream().distinct().toList();
        int listed = distinct.size() == MOST_COMMANDS + 1 ? distinct.size() : MOST_COMMANDS;
        distinct.stream().limit(listed).forEach(command -> {
            text.append("       ").append(TerminalText.line(command)).append('\n');
            String reason = Objects.requireNonNullElse(reasons.get(command), "");
            if (!reason.isEmpty()) {
                text.append("         (").append(TerminalText.line(reason)).append(")\n");
            }
        });
        int more = distinct.size() - listed;
        if (more > 0) {
            text.append("       ...and ")
                    .append(more)
                    .append(" more (")
                    .append(distinct.stream()
                            .skip(listed)
                            .map(ForwardOrder::service)
                            .limit(MOST_NAMED)
                            .collect(Collectors.joining(", ")))
                    .append(more > MOST_NAMED ? ", ...); " : "); ")
                    .append(how)
                    .append('\n');
        }
    }
}
