package dev.sild.check.rules;

import dev.sild.check.project.CheckedProject;
import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageFacts;
import dev.sild.images.KnownImages;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Workload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What several rules ask about services. */
final class Services {
    private Services() {}

    /** Returns the services that run until they are stopped, in order. */
    static List<ServiceFacts> lasting(CheckedProject project) {
        Set<String> lasting = new HashSet<>();
        project.application().ifPresent(application -> {
            for (Component component : application.components()) {
                Workload workload = component.workload();
                if (!(workload instanceof Workload.Once) && !(workload instanceof Workload.Scheduled)) {
                    component.containers().stream().map(Container::name).forEach(lasting::add);
                }
            }
        });
        List<ServiceFacts> services = new ArrayList<>();
        for (ServiceFacts service : project.services().values()) {
            if (lasting.contains(service.name())) {
                services.add(service);
            }
        }
        return services;
    }

    /** Whether a service is a database, cache or broker, by its image or the image that its own is based on. */
    static boolean isDatabase(ServiceFacts service) {
        return imageName(service).filter(KnownImages::isDatabase).isPresent();
    }

    /** Returns the image of a service, or the one that its own is based on; empty where that is not known. */
    static Optional<String> imageName(ServiceFacts service) {
        return service.built()
                ? service.image().facts().map(ImageFacts::name)
                : Optional.of(service.image().name());
    }

    /**
     * Whether others connect to a service. Where it has a command of its own, the ports of its image may be those of
     * another program: a worker often runs in the image of its server, and no service depends on it.
     *
     * @param awaited the components that others start after, by name
     */
    static boolean isServer(ServiceFacts service, Set<String> awaited) {
        boolean itsOwn =
                !service.built() || !hasAny(service, "command", "entrypoint") || awaited.contains(service.name());
        return isDatabase(service)
                || !(itsOwn ? service.ports() : service.declaredPorts()).all().isEmpty();
    }

    /** Whether a service is a database whose data people would miss. */
    static boolean keepsData(ServiceFacts service) {
        return isDatabase(service)
                && service.image()
                        .facts()
                        .map(ImageFacts::lastingFolders)
                        .filter(folders -> !folders.isEmpty())
                        .isPresent();
    }

    private static Attribute at(ServiceFacts service, String path) {
        Attribute attribute = service.attribute();
        for (String key : path.split("\\.")) {
            attribute = attribute.get(key);
        }
        return attribute;
    }

    /** Whether a service has one of these attributes, given as paths with dots. */
    static boolean hasAny(ServiceFacts service, String... paths) {
        for (String path : paths) {
            if (at(service, path).present()) {
                return true;
            }
        }
        return false;
    }
}
