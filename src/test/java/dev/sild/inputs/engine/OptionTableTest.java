package dev.sild.inputs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.DocumentSection;
import dev.sild.inputs.engine.EngineOptions.Option;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table of options: docs/inputs.md has it, and each option has one meaning. */
class OptionTableTest {
    /** Options that {@link OptionSets} does not draw, with the reason. */
    private static final Map<String, String> NOT_DRAWN = Map.ofEntries(
            Map.entry("name", "each container of the test has a name of its own"),
            Map.entry("pod", "names another object: see the goldens"),
            Map.entry("alias", "names another object: see the goldens"),
            Map.entry("depends_on", "names another object: see the goldens"),
            Map.entry("volumes_from", "names another object: see the goldens"),
            Map.entry("links", "names another object, and podman has no such option"),
            Map.entry("secrets", "names another object: see the goldens"),
            Map.entry("label_file", "podman adds these labels to others, as --label does"),
            Map.entry("ipv4_address", "an address of a network that must have it"),
            Map.entry("ipv6_address", "an address of a network that must have it"),
            Map.entry("mac_address", "neither Kubernetes nor kube play sets it, and a finding says so"),
            Map.entry("domainname", "docker only"),
            Map.entry("device_cgroup_rules", "lost, and a finding says so"),
            Map.entry("gpus", "needs the device"),
            Map.entry("runtime", "needs another runtime"),
            Map.entry("userns_mode", "needs ranges of ids of the machine"),
            Map.entry("uts", "only the host name, which --hostname has"),
            Map.entry("cgroup", "depends on the version of the machine's cgroups"),
            Map.entry("cgroup_parent", "depends on the version of the machine's cgroups"),
            Map.entry("memswap_limit", "lost, and a finding says so"),
            Map.entry("mem_swappiness", "lost, and a finding says so"),
            Map.entry("cpu_period", "a share of processors, which --cpus has"),
            Map.entry("cpu_quota", "a share of processors, which --cpus has"),
            Map.entry("cpu_rt_period", "needs a kernel with real-time groups"),
            Map.entry("cpu_rt_runtime", "needs a kernel with real-time groups"),
            Map.entry("cpu_count", "Windows only"),
            Map.entry("cpu_percent", "Windows only"),
            Map.entry("cpuset", "depends on the machine's processors"),
            Map.entry("isolation", "Windows only"),
            Map.entry("oom_kill_disable", "depends on the version of the machine's cgroups"),
            Map.entry("storage_opt", "depends on the machine's file system"),
            Map.entry("logging.options", "depends on the driver"),
            Map.entry("healthcheck.interval", "sild up runs the checks itself: UpTest"),
            Map.entry("healthcheck.timeout", "sild up runs the checks itself: UpTest"),
            Map.entry("healthcheck.retries", "sild up runs the checks itself: UpTest"),
            Map.entry("healthcheck.start_period", "sild up runs the checks itself: UpTest"),
            Map.entry("healthcheck.start_interval", "sild up runs the checks itself: UpTest"),
            Map.entry("healthcheck.disable", "the image of the test has no check"));

    @Test
    void podmanIsAskedForEveryOptionThatBecomesAnAttribute() {
        List<String> drawn = new OptionSets(1, 20_000).names();
        for (Option option : EngineOptions.ofRun().values()) {
            boolean asked = option.names().stream().anyMatch(drawn::contains);
            assertThat(asked || option.attribute().isEmpty() || NOT_DRAWN.containsKey(option.attribute()))
                    .as("%s", option.names())
                    .isTrue();
        }
    }

    @Test
    void inputsPageHasTheTableOfOptions() throws IOException {
        DocumentSection.check("docs/inputs.md", "options", table());
    }

    @Test
    void everyOptionBecomesAnAttributeOrHasAReason() {
        assertThat(EngineOptions.ofRun().values())
                .allMatch(option ->
                        option.attribute().isEmpty() != option.reason().isEmpty());
    }

    private static String table() {
        List<String> rows = new ArrayList<>();
        rows.add("| option | becomes |");
        rows.add("| --- | --- |");
        EngineOptions.ofRun().values().stream()
                .distinct()
                .sorted(Comparator.comparing(OptionTableTest::longName))
                .forEach(option ->
                        rows.add("| `" + String.join("`, `", option.names()) + "` | " + becomes(option) + " |"));
        return String.join("\n", rows) + "\n";
    }

    private static String longName(Option option) {
        return option.names()
                .get(option.names().size() > 1 && option.names().get(0).length() == 2 ? 1 : 0);
    }

    private static String becomes(Option option) {
        if (option.needless()) {
            return "nothing: " + option.reason();
        }
        return option.attribute().isEmpty()
                ? "not carried: " + option.reason()
                : switch (option.attribute()) {
                    case "name" -> "the name of the service";
                    case "pod" -> "the network of the pod's first container";
                    case "network" -> "`networks`, or `network_mode`";
                    case "alias" -> "`networks.*.aliases`";
                    case "ipv4_address", "ipv6_address" -> "`networks.*." + option.attribute() + "`";
                    case "mount" -> "`volumes`, in the long form";
                    case "tz" -> "the variable `TZ`";
                    default -> "`" + option.attribute() + "`";
                };
    }
}
