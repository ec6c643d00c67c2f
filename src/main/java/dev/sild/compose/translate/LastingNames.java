package dev.sild.compose.translate;

import dev.sild.compose.translate.claims.ApplicationFolders;
import dev.sild.compose.translate.relations.InterchangeablePods;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageFacts;
import dev.sild.images.KnownImages;
import dev.sild.images.LastingName;
import dev.sild.model.Text;
import dev.sild.report.Code;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Servers that keep their data under the address of their machine. That of a container mostly stays when it starts
 * again, that of a pod does not, and the next pod would start without the data.
 */
final class LastingNames {
    private LastingNames() {}

    /** Lets each such server that runs alone keep its data under a name that stays. */
    static void give(Collection<ServiceFacts> services) {
        for (ServiceFacts service : services) {
            KnownImages.lastingName(service.image().program())
                    .filter(name -> InterchangeablePods.isOne(service.attribute()) && !isDecided(name, service))
                    .ifPresent(name -> give(name, service));
        }
    }

    private static void give(LastingName name, ServiceFacts service) {
        service.environment().addAbsent(name.variable(), Text.of(name.value()));
        Attribute attribute = service.attribute();
        attribute
                .get("build")
                .or(attribute.get("image"))
                .note(
                        Code.VARIABLE_ADDED,
                        "'" + service.key()
                                + "' keeps its data under its address, which the next pod does not have; it has "
                                + name.variable() + "=" + name.value() + ", to keep it under a name that stays",
                        "set the variable in 'environment' to decide otherwise");
    }

    private static boolean isDecided(LastingName name, ServiceFacts service) {
        if (ApplicationFolders.isElsewhere(service.attribute(), service.image().facts())) {
            return true;
        }
        Set<String> set = new HashSet<>(service.environment().values().keySet());
        set.addAll(service.image().facts().map(ImageFacts::env).orElse(Map.of()).keySet());
        return set.contains(name.variable()) || name.others().stream().anyMatch(set::contains);
    }
}
