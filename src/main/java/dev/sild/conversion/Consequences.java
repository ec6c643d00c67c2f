package dev.sild.conversion;

import dev.sild.kubernetes.objects.Index;
import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.kubernetes.objects.Target;
import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Endpoint;
import dev.sild.model.Exposure;
import dev.sild.model.ImageUser;
import dev.sild.model.Mount;
import dev.sild.model.Network;
import dev.sild.model.Volume;
import dev.sild.model.Wait;
import dev.sild.model.Workload;
import dev.sild.report.ServiceSummary;
import dev.sild.report.ServiceSummary.Data;
import dev.sild.report.ServiceSummary.Fate;
import dev.sild.report.ServiceSummary.Name;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What each service of an application can count on in the cluster. */
final class Consequences {
    private final Application application;
    private final Index index;
    private final WriteAccess access;

    private Consequences(Application application, Map<String, ImageUser> users, Target target) {
        this.application = application;
        index = new Index(
                application, new RenderOptions(Target.KUBERNETES, Optional.empty(), false, false), Optional.empty());
        access = new WriteAccess(index, users, target);
    }

    /**
     * Returns a summary of each service, in the order of the application.
     *
     * @param users the users of images, by the name of the container
     */
    static List<ServiceSummary> of(Application application, Map<String, ImageUser> users, Target target) {
        Consequences consequences = new Consequences(application, users, target);
        List<ServiceSummary> summaries = new ArrayList<>();
        for (Component component : application.components()) {
            for (Container container : component.containers()) {
                summaries.add(new ServiceSummary(
                        container.name(),
                        runs(component.workload()),
                        user(container),
                        consequences.names(component, container),
                        consequences.opened(component),
                        consequences.data(component, container),
                        waits(component)));
            }
        }
        return summaries;
    }

    private static String runs(Workload workload) {
        if (workload instanceof Workload.PerNode) {
            return "always, on each node";
        }
        if (workload instanceof Workload.Once) {
            return "once";
        }
        if (workload instanceof Workload.Scheduled scheduled) {
            return "on the schedule " + scheduled.schedule();
        }
        int pods = workload.mostPods();
        return pods == 1 ? "always" : pods == 0 ? "never, with 0 replicas" : "always, " + pods + " times";
    }

    private static String user(Container container) {
        String user = container.security().user().map(Object::toString).orElse("");
        return container.security().group().map(group -> user + ":" + group).orElse(user);
    }

    private List<Name> names(Component component, Container container) {
        List<Name> names = new ArrayList<>();
        for (Endpoint endpoint : index.endpoints(component)) {
            boolean own = component.containers().size() == 1
                    || endpoint.ports().isEmpty()
                    || container.ports().stream()
                            .anyMatch(port -> endpoint.ports().stream().anyMatch(port::sameAs));
            if (own) {
                names.add(new Name(
                        endpoint.dnsName(),
                        endpoint.ports().stream().map(endpoint::number).toList(),
                        isOpen(component, endpoint) ? List.of() : callers(component)));
            }
        }
        return names;
    }

    /** Whether a port that is found under a name is published, which opens it to every pod. */
    private boolean isOpen(Component component, Endpoint endpoint) {
        return index.exposures(component).stream()
                .flatMap(exposure -> exposure.ports().stream())
                .anyMatch(port -> endpoint.ports().stream().anyMatch(port.target()::sameAs));
    }

    /** Returns the services that may connect to a component; none if every pod may. */
    private List<String> callers(Component component) {
        Set<String> callers = new LinkedHashSet<>();
        for (Network network : index.networks(component)) {
            network.known()
                    .filter(Network.Known::external)
                    .filter(known -> network.callers().equals(network.members()))
                    .ifPresent(known -> callers.add("pods on the network " + known.name()));
            network.callers().stream()
                    .filter(caller -> !caller.equals(component.name()))
                    .forEach(callers::add);
        }
        if (!application.networks().isEmpty() && callers.isEmpty()) {
            callers.add("nobody");
        }
        return List.copyOf(callers);
    }

    private List<String> opened(Component component) {
        return index.exposures(component).stream()
                .map(Consequences::opened)
                .filter(words -> !words.isEmpty())
                .distinct()
                .toList();
    }

    private static String opened(Exposure exposure) {
        Exposure.Kind kind = exposure.kind();
        String ports = String.join(
                ", ",
                exposure.ports().stream()
                        .map(port -> Integer.toString(port.target().number()))
                        .toList());
        if (kind instanceof Exposure.NodePort) {
            return "a port of each node for " + ports;
        }
        if (kind instanceof Exposure.LoadBalancer) {
            return "a load balancer for " + ports;
        }
        if (kind instanceof Exposure.OnHost) {
            return "the port of its machine for " + ports;
        }
        if (kind instanceof Exposure.Ingress ingress) {
            return "an ingress at " + places(ingress.hosts(), ingress.paths());
        }
        if (kind instanceof Exposure.Gateway gateway) {
            return "a gateway at " + places(gateway.hosts(), gateway.paths());
        }
        return "";
    }

    private static String places(List<String> hosts, List<Exposure.Path> paths) {
        return (hosts.isEmpty() ? "every host" : String.join(", ", hosts))
                + String.join(
                        ", ",
                        paths.stream()
                                .map(path -> path.value().equals("/") ? "" : path.value())
                                .toList());
    }

    private List<Data> data(Component component, Container container) {
        List<Data> data = new ArrayList<>();
        for (Mount mount : container.mounts()) {
            if (mount.source() instanceof Mount.OfVolume of) {
                Volume volume = index.volume(of.name());
                data.add(new Data(
                        mount.path(),
                        index.isOwn(volume) ? "a claim of each pod" : place(volume),
                        fate(volume),
                        mount.readOnly(),
                        access.of(component, container, mount, volume)));
            }
        }
        return data;
    }

    private static String place(Volume volume) {
        if (volume instanceof Volume.Claim claim) {
            return "claim " + (claim.object().isEmpty() ? claim.name() : claim.object());
        }
        if (volume instanceof Volume.External external) {
            return "claim " + external.claimName();
        }
        if (volume instanceof Volume.HostPath path) {
            return path.path() + " of the node";
        }
        if (volume instanceof Volume.Nfs nfs) {
            // Mount options are in a PersistentVolume, to which a claim is bound.
            return nfs.mountOptions().isEmpty() ? nfs.path() + " of " + nfs.server() : "claim " + nfs.name();
        }
        if (volume instanceof Volume.ImageContent image) {
            return "image " + image.image();
        }
        return volume instanceof Volume.Scratch scratch && scratch.memory() ? "memory" : "the pod";
    }

    private static Fate fate(Volume volume) {
        if (volume instanceof Volume.HostPath) {
            return Fate.KEPT_ON_NODE;
        }
        if (volume instanceof Volume.ImageContent) {
            return Fate.FIXED;
        }
        return volume instanceof Volume.Scratch ? Fate.LOST : Fate.KEPT;
    }

    private static List<String> waits(Component component) {
        List<String> waits = new ArrayList<>();
        for (Wait wait : component.waits()) {
            if (wait instanceof Wait.Completion completion) {
                waits.add("the end of " + completion.component());
            } else if (wait instanceof Wait.Answer answer) {
                waits.add(answer.host() + ":" + answer.port());
            } else if (wait instanceof Wait.Address address) {
                waits.add(address.host());
            }
        }
        return waits;
    }
}
