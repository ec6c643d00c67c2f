package dev.sild.inputs.units;

import dev.sild.inputs.shell.Argument;
import dev.sild.yaml.Node.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A pod: its first container has the pod's ports, names and networks, and the others share them.
 *
 * @param name its name in podman
 * @param options what the first container has for the pod
 * @param all what each container has for the pod
 */
record PodUnits(String name, List<Argument> options, List<Argument> all) {
    /** Options of {@code pod create} about the infrastructure container, which is Kubernetes' own. */
    private static final Set<String> WITH_VALUE = Set.of(
            "--infra-conmon-pidfile",
            "--infra-name",
            "--infra-command",
            "--infra-image",
            "--pod-id-file",
            "--exit-policy",
            "--share",
            "--restart",
            "--name",
            "-n");

    private static final Set<String> FLAGS = Set.of("--infra", "--share-parent", "--replace");

    PodUnits {
        options = List.copyOf(options);
        all = List.copyOf(all);
    }

    /** Returns the words of {@code pod create} that a container can have. */
    static List<Argument> ofContainers(List<Argument> words) {
        return without(WITH_VALUE, words).stream()
                .filter(word -> !FLAGS.contains(word.text().replaceFirst("=.*", "")))
                .toList();
    }

    /** Returns words without some options and their values. */
    static List<Argument> without(Set<String> options, List<Argument> words) {
        List<Argument> kept = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String text = words.get(i).text();
            String option = text.replaceFirst("=.*", "");
            if (options.contains(option)) {
                i += text.equals(option) ? 1 : 0;
            } else {
                kept.add(words.get(i));
            }
        }
        return kept;
    }

    /** Returns the value of an option of a command; empty without it. */
    static String valueOf(String option, List<Argument> words) {
        for (int i = 0; i < words.size(); i++) {
            String text = words.get(i).text();
            if (text.equals(option) && i + 1 < words.size()) {
                return words.get(i + 1).text();
            }
            if (text.startsWith(option + "=")) {
                return text.substring(option.length() + 1);
            }
        }
        return "";
    }

    /** Whether words put a container on a network that has no names of its own. */
    static boolean sharesNetwork(List<Argument> words) {
        String network = valueOf("--network", words);
        return network.equals("host") || network.equals("none") || network.startsWith("container:");
    }

    /**
     * Returns what a container of the pod has for it.
     *
     * @param first the first container of the pod
     * @param key the container
     */
    List<Argument> ofContainer(String first, String key, Position where) {
        List<Argument> words = new ArrayList<>(all);
        if (first.equals(key)) {
            words.addAll(options);
            if (!name.equals(key) && !sharesNetwork(options)) {
                words.add(new Argument("--network-alias", where));
                words.add(new Argument(name, where));
            }
        }
        words.add(new Argument("--pod", where));
        words.add(new Argument(first, where));
        return words;
    }
}
