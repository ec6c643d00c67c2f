package dev.sild.compose.translate.container;

import dev.sild.compose.translate.source.Attribute;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Search engines that lock their memory and refuse to start where they may not: Elasticsearch and OpenSearch, unless
 * they are a single node, whose checks only warn. A capability does not help, since they do not run as root.
 *
 * @see <a href="https://www.elastic.co/docs/deploy-manage/deploy/self-managed/bootstrap-checks">Bootstrap checks</a>
 */
public final class LockedMemory {
    private LockedMemory() {}

    /** Reports that a service does not start without the limit that the compose file asks for. */
    public static void report(Attribute service) {
        Attribute limit = service.get("ulimits").get("memlock");
        Map<String, Attribute> variables = service.get("environment").entries();
        boolean locks = has(variables, "true", "bootstrap.memory_lock", "ES_SETTING_BOOTSTRAP_MEMORY__LOCK");
        boolean checksWarn = has(variables, "single-node", "discovery.type", "ES_SETTING_DISCOVERY_TYPE")
                && variables.values().stream()
                        .noneMatch(value -> value.peek().contains("enforce.bootstrap.checks=true"));
        if (limit.present() && locks && !checksWarn) {
            limit.lost(
                    "with bootstrap.memory_lock the server does not start, since nodes limit the memory that a"
                            + " container may lock",
                    "set bootstrap.memory_lock to \"false\", and run it on nodes without swap");
        }
    }

    private static boolean has(Map<String, Attribute> variables, String value, String... names) {
        return Stream.of(names)
                .map(variables::get)
                .anyMatch(variable -> variable != null && variable.peek().equals(value));
    }
}
