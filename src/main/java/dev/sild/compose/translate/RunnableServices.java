package dev.sild.compose.translate;

import dev.sild.compose.ComposeProject;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.report.Code;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The services of a project that run a container. */
final class RunnableServices {
    private RunnableServices() {}

    /** Returns the services that run a container; what a provider outside of compose makes available runs none. */
    static Map<String, Attribute> of(Map<String, Attribute> services) {
        Map<String, Attribute> runnable = new LinkedHashMap<>();
        services.forEach((name, service) -> {
            if (service.get("provider").present()) {
                service.lost(
                        "a provider creates '" + name + "' on this machine; its dependants lack the variables"
                                + " that the provider sets",
                        "create it in the cluster");
            } else if (!service.get("build").present()
                    && service.get("image").string().isBlank()) {
                service.lost(
                        "'" + name + "' has neither `image` nor `build`: nothing to run", "set `image` or `build`");
            } else {
                runnable.put(name, service);
            }
        });
        return runnable;
    }

    /** Reports that a project has no services, or that all of them have inactive profiles. */
    static void reportNone(ComposeProject input, Attribute root) {
        Attribute all = root.get("services");
        if (all.entries().isEmpty()) {
            Set<String> profiles = input.disabledProfiles().keySet();
            all.note(
                    Code.NOTHING_TO_RUN,
                    profiles.isEmpty()
                            ? "the project has no services: nothing to run"
                            : "every service has an inactive profile: nothing to run",
                    profiles.isEmpty()
                            ? "add a service under `services:`"
                            : "activate a profile: --profile " + String.join(", --profile ", profiles));
        }
    }
}
