package dev.sild.quadlet;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.ProjectSecrets;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The services of a project that run containers. */
final class Members {
    private static final long MOST_REPLICAS = 100;

    private Members() {}

    /** Returns them by their names in the compose file, in its order. */
    static Map<String, Member> of(
            Map<String, Attribute> services, ProjectSecrets secrets, UnitNames names, UnitSecrets kept) {
        Map<String, Member> members = new LinkedHashMap<>();
        services.forEach((key, service) -> {
            long replicas = replicas(service);
            String own = service.get("container_name").string();
            String name = own.isEmpty() ? names.project() + "-" + UnitNames.stem(key) : own;
            List<Member.Replica> containers = new ArrayList<>();
            for (long i = 1; i <= Math.max(1, replicas); i++) {
                boolean alone = replicas <= 1;
                containers.add(new Member.Replica(
                        names.make("container", alone ? key : key + "-" + i), alone ? name : name + "-" + i));
            }
            members.put(key, new Member(key, service, secrets.of(key), kept, containers, replicas > 0));
        });
        return members;
    }

    private static long replicas(Attribute service) {
        Attribute scale = service.get("scale");
        Attribute replicas = service.get("deploy").get("replicas");
        Attribute stated = scale.present() ? scale : replicas;
        replicas.done();
        long wanted = stated.number().orElse(1L);
        if (wanted > MOST_REPLICAS) {
            stated.note(
                    Code.APPROXIMATED,
                    "a unit is written for each container; there are " + MOST_REPLICAS + " of them",
                    "use fewer replicas");
        }
        return Math.max(0, Math.min(wanted, MOST_REPLICAS));
    }
}
