package dev.sild.check.rules;

import dev.sild.check.catalog.Rule;
import dev.sild.check.catalog.Violations;
import dev.sild.check.project.CheckedProject;
import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageFacts;
import dev.sild.images.KnownImages;
import java.util.HashSet;
import java.util.Set;

/** How services behave in the long run: their health, limits and logs. */
public final class RuntimeRules implements RuleSet {
    /** Logging drivers that write files of this machine, without limit unless an option sets one. */
    private static final Set<String> FILES = Set.of("", "json-file");

    @Override
    public void check(CheckedProject project, Violations found) {
        Set<String> awaited = new HashSet<>();
        project.awaited().values().forEach(targets -> awaited.addAll(targets.keySet()));
        for (ServiceFacts service : Services.lasting(project)) {
            Attribute attribute = service.attribute();
            boolean server = Services.isServer(service, awaited);
            if (server && isUnchecked(service)) {
                found.add(
                        Rule.HEALTH_CHECK_MISSING,
                        attribute.origin(),
                        "neither the service '" + service.key() + "' nor its image says how to tell that it works",
                        "add a healthcheck that asks the program itself, such as a request to its port");
            }
            String restart = attribute.get("restart").peek();
            if (server
                    && (restart.isEmpty() || restart.equals("no"))
                    && !Services.hasAny(service, "deploy.restart_policy")) {
                found.add(
                        Rule.RESTART_MISSING,
                        attribute.get("restart").or(attribute).origin(),
                        "'" + service.key() + "' stays down after a failure or a restart of the machine",
                        "add restart: unless-stopped");
            }
            limits(service, found);
            Attribute logging = attribute.get("logging");
            if (FILES.contains(logging.get("driver").peek())
                    && !logging.get("options").get("max-size").present()) {
                found.add(
                        Rule.LOG_GROWTH,
                        logging.or(attribute).origin(),
                        "nothing limits the log of '" + service.key() + "' on the machine",
                        "set logging.options.max-size, for all containers in the settings of the engine");
            }
        }
    }

    /** Whether it is known that nothing checks a service, and something could: an image without a shell has no tool. */
    private static boolean isUnchecked(ServiceFacts service) {
        return service.health().isEmpty()
                && !service.attribute().get("healthcheck").present()
                && service.image()
                        .facts()
                        .filter(facts -> facts.shell() != ImageFacts.Shell.NO)
                        .isPresent()
                && !KnownImages.hasHealthCheck(service.image().name());
    }

    private static void limits(ServiceFacts service, Violations found) {
        if (!Services.hasAny(service, "mem_limit", "deploy.resources.limits.memory")) {
            found.add(
                    Rule.MEMORY_UNLIMITED,
                    service.attribute().origin(),
                    "'" + service.key() + "' may use all memory of the machine, and others are killed for it",
                    "set deploy.resources.limits.memory");
        }
        if (!Services.hasAny(service, "cpus", "cpu_quota", "deploy.resources.limits.cpus")) {
            found.add(
                    Rule.CPU_UNLIMITED,
                    service.attribute().origin(),
                    "'" + service.key() + "' may use all processors of the machine",
                    "set deploy.resources.limits.cpus");
        }
    }
}
