package dev.sild.compose.translate.container;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.report.Code;
import java.util.List;
import java.util.Map;

/**
 * Search engines that lock their memory and refuse to start where they may not: Elasticsearch and OpenSearch, unless
 * they are a single node, whose checks only warn. A capability does not help, since they do not run as root.
 *
 * @see <a href="https://www.elastic.co/docs/deploy-manage/deploy/self-managed/bootstrap-checks">Bootstrap checks</a>
 */
public final class LockedMemory {
    private static final List<String> SETTINGS = List.of("bootstrap.memory_lock", "ES_SETTING_BOOTSTRAP_MEMORY__LOCK");

    private LockedMemory() {}

    /**
     * Reports that a service does not start without the limit that the compose file asks for; nothing where the server
     * starts without it.
     */
    public static void report(Attribute service, String component) {
        Attribute limit = service.get("ulimits").get("memlock");
        Map<String, Attribute> variables = service.get("environment").entries();
        boolean locks = has(variables, "true", SETTINGS);
        boolean checksWarn = has(variables, "single-node", List.of("discovery.type", "ES_SETTING_DISCOVERY_TYPE"))
                && variables.values().stream()
                        .noneMatch(value -> value.peek().contains("enforce.bootstrap.checks=true"));
        boolean knows = SETTINGS.stream().anyMatch(variables::containsKey);
        if (limit.present() && locks && !checksWarn) {
            limit.found(
                    Code.MEMORY_LOCKED,
                    "'" + component + "' does not start with bootstrap.memory_lock, since nodes limit the memory that a"
                            + " container may lock",
                    "set bootstrap.memory_lock to \"false\" and run it on nodes without swap, or raise the limit of"
                            + " the nodes' container runtime");
        } else if (limit.present() && knows) {
            limit.nodeLevel("the server starts without the memory that it may lock"
                    + (locks ? ": a single node only warns about that" : ""));
        }
    }

    private static boolean has(Map<String, Attribute> variables, String value, List<String> names) {
        return names.stream()
                .map(variables::get)
                .anyMatch(variable -> variable != null && variable.peek().equals(value));
    }
}
