package dev.sild.works;

import dev.sild.Tree;
import dev.sild.yaml.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hosts of one attribute that the report says are replaced, each with what it may become. */
final class ReplacedHosts {
    /** What Swarm calls the tasks of a service. */
    private static final String TASKS = "tasks.";

    private ReplacedHosts() {}

    /** Returns them by what they were. */
    static Map<String, String> of(ComposeNetworks networks, Node root, ConversionReport report, String attribute) {
        Map<String, String> replaced = new LinkedHashMap<>(Map.of(TASKS, ""));
        String service = attribute.split("\\.")[1];
        if (report.says("SILD-HOST-REPLACED", attribute, "'" + service + "' listens at its own name")) {
            replaced.put(service, "0.0.0.0");
        }
        if (report.says("SILD-HOST-REPLACED", attribute, "leads to a port that another service publishes")) {
            for (String other : networks.services()) {
                for (Node port : Model.items(Model.at(root, "services", other), "ports")) {
                    String target = Model.text(port, "target");
                    String published = Model.text(port, "published");
                    replaced.put("localhost:" + published, report.container(other) + ":" + target);
                    replaced.put("127.0.0.1:" + published, report.container(other) + ":" + target);
                    replaced.put("localhost/", report.container(other) + "/");
                }
            }
        }
        return replaced;
    }

    /** Whether the command of a probe is that of a check, but for names that the report says were replaced in it. */
    static boolean inCheck(
            Map<String, String> replaced, ConversionReport report, String check, List<String> test, Object probe) {
        List<String> command = Tree.texts(probe, "exec", "command");
        return report.says("SILD-HOST-REPLACED", check)
                && !command.isEmpty()
                && isRewritten(test.get(test.size() - 1), command.get(command.size() - 1), replaced);
    }

    /** Whether {@code actual} is {@code expected} with some of the names in it rewritten. */
    static boolean isRewritten(String expected, String actual, Map<String, String> renamed) {
        int same = 0;
        while (same < expected.length() && same < actual.length() && expected.charAt(same) == actual.charAt(same)) {
            same++;
        }
        if (same == expected.length() && same == actual.length()) {
            return true;
        }
        for (Map.Entry<String, String> name : renamed.entrySet()) {
            for (int start = Math.min(same, expected.length());
                    start >= 0 && start >= same - name.getKey().length();
                    start--) {
                if (expected.startsWith(name.getKey(), start)
                        && actual.startsWith(name.getValue(), start)
                        && isRewritten(
                                expected.substring(start + name.getKey().length()),
                                actual.substring(start + name.getValue().length()),
                                renamed)) {
                    return true;
                }
            }
        }
        return false;
    }
}
