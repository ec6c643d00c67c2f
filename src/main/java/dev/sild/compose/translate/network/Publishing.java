package dev.sild.compose.translate.network;

import dev.sild.compose.translate.container.Ports;
import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.relations.Relations;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.compose.translate.source.TranslateOptions.Expose;
import dev.sild.model.Exposure;
import dev.sild.model.Exposure.Published;
import dev.sild.model.Port;
import dev.sild.report.Code;
import dev.sild.report.ForwardGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Published ports, opened to the world outside as the user asks. What is bound to 127.0.0.1 stays closed. Of several
 * services without a host the front door is exposed.
 */
public final class Publishing {
    private final TranslateOptions options;

    private final Attribute project;
    private final HttpPublishing http;
    private final PortForwards forwards;
    private final CaddySites sites;
    private final EngineProxies proxies;
    private final TraefikProject traefik;
    private final RunningPrograms programs;
    /** What reports the commands that reach closed ports, by service: what users open first is reported first. */
    private final Map<String, List<Runnable>> closed = new LinkedHashMap<>();

    private final Set<String> unused = new LinkedHashSet<>(ExposeHints.OF_ONE_WAY);

    private Publishing(
            TranslateOptions options,
            Attribute project,
            HttpPublishing http,
            PortForwards forwards,
            CaddySites sites,
            EngineProxies proxies,
            TraefikProject traefik,
            RunningPrograms programs) {
        this.options = options;
        this.project = project;
        this.http = http;
        this.forwards = forwards;
        this.sites = sites;
        this.proxies = proxies;
        this.traefik = traefik;
        this.programs = programs;
    }

    /**
     * Returns how the published ports of services are opened.
     *
     * @param ports the ports of each service
     * @param programs what services run
     * @param files what servers of components read
     * @param doors where visitors come in
     * @param onHost whether the pod of a component is on its node's network, and so opens all its ports there
     */
    public static List<Exposure> of(
            Attribute root,
            Relations relations,
            TranslateOptions options,
            Map<String, Ports> ports,
            RunningPrograms programs,
            ServerTexts files,
            FrontDoors doors,
            Predicate<String> onHost) {
        Map<String, Ports> open = new LinkedHashMap<>();
        EngineProxies proxies = EngineProxies.of(ports, programs, relations, doors.routedByFile());
        ports.forEach((service, its) -> {
            String component = relations.component(service);
            if (!options.podman()
                    && proxies.isReplaced(component, relations.service(service), options, root.get("x-sild"))) {
                return;
            }
            if (options.podman() || !InternalNetworks.hideAll(root, relations.service(service))) {
                open.put(service, its);
            } else {
                InternalNetworks.reportHidden(relations.service(service), its);
            }
        });
        var services = ports.keySet().stream().map(relations::service).toList();
        Publishing publishing = new Publishing(
                options,
                root.get("x-sild"),
                new HttpPublishing(open.values(), doors.only()),
                new PortForwards(open.values(), programs::boundToPort),
                new CaddySites(files),
                proxies,
                TraefikProject.of(services, files),
                programs);
        TlsPorts tls = new TlsPorts(files);
        ProxyCertificates certificates = new ProxyCertificates(files);
        Map<String, List<Exposure>> found = new HashMap<>();
        doors.first(open, relations).forEach((service, its) -> {
            String component = relations.component(service);
            Attribute attribute = relations.service(service);
            Expose way = ExposeHints.way(options, root.get("x-sild"), attribute);
            certificates.report(attribute, component, way, proxies.leadsNowhere(component));
            List<Exposure> made = publishing.of(attribute, component, its, onHost.test(component));
            found.put(service, tls.connected(attribute, programs.images().apply(service), made));
        });
        List<Exposure> exposures =
                open.keySet().stream().map(found::get).flatMap(List::stream).toList();
        relations.order().frontFirst(publishing.closed).values().forEach(its -> its.forEach(Runnable::run));
        publishing.reportUnused();
        boolean closed =
                open.values().stream().allMatch(its -> its.publications().isEmpty()) && exposures.isEmpty();
        Isolation.reportWayIn(root, relations, closed ? ports : Map.of(), options);
        PublishedTwice.report(relations.services(), options.podman());
        NothingExposed.report(root, relations, options, ports, exposures);
        LocalAddresses.report(services, publishing.forwards.moved());
        PublicAddresses.report(services, exposures);
        return exposures;
    }

    private List<Exposure> of(Attribute service, String component, Ports ports, boolean onHost) {
        ExposeHints hints = ExposeHints.of(options, project, service, traefik);
        unused.removeIf(hints::uses);
        hints.reportRoutes(component);
        List<Exposure> exposures = new ArrayList<>(of(service, component, ports, onHost, hints));
        exposures.addAll(proxies.streams().open(service, component, hints));
        return exposures;
    }

    private List<Exposure> of(Attribute service, String component, Ports ports, boolean onHost, ExposeHints hints) {
        boolean onTheNode = KomposeLabels.of(service).opensPortsOfTheNode() && !onHost;
        if (hints.expose() == Expose.HOST) {
            List<Exposure> exposures = new ArrayList<>();
            ports.byAddress()
                    .forEach((address, published) ->
                            exposures.add(new Exposure(component, new Exposure.OnHost(address), published)));
            return exposures;
        }
        Set<Published> distinct = new LinkedHashSet<>();
        Set<Published> loopback = new LinkedHashSet<>();
        List<Ports.Publication> hostMode = new ArrayList<>();
        for (Ports.Publication publication : ports.publications()) {
            boolean asked =
                    publication.hostMode().isPresent() && hints.expose() != Expose.NONE && !onHost && !ports.tooMany();
            if (asked && !publication.loopback() && HostMode.isFree(publication, hostMode)) {
                hostMode.add(publication);
            } else {
                (publication.loopback() ? loopback : distinct).add(publication.published());
            }
        }
        if (!loopback.isEmpty()) {
            Optional<PortForwards.Forward> command = forwards.command(component, List.copyOf(loopback));
            closed(
                    service,
                    () -> service.get("ports")
                            .note(
                                    Code.NOT_EXPOSED,
                                    "compose opens ports on 127.0.0.1 to its machine only; in the cluster, only pods"
                                            + " reach them, also with --expose",
                                    command.map(forward -> ForwardGroup.LOOPBACK.remedy() + forward.quoted())
                                            .orElse(""),
                                    command.map(PortForwards.Forward::command).orElse("")));
        }
        // To kompose a port that a service exposes to its siblings is as good as a published one.
        if (ports.publications().isEmpty()
                && hints.kompose().expose().filter(how -> how != Expose.NONE).isPresent()) {
            ports.all().stream()
                    .filter(port -> port.source() == Port.Source.DECLARED)
                    .forEach(port -> distinct.add(new Published(port.number(), port)));
        }
        if (hints.proxySaysWhere() || hints.expose() == Expose.NONE && proxies.leadsTo(hints.routes())) {
            distinct.addAll(hints.routes().published(ports));
        }
        if (onHost && hints.expose() == Expose.NONE && ports.publications().isEmpty() && !options.podman()) {
            // On the network of its machine, compose opens whatever a program listens at.
            ports.listened().forEach(port -> distinct.add(new Published(port.number(), port)));
        }
        List<Published> open = List.copyOf(distinct);
        if (open.isEmpty() && hostMode.isEmpty() && onTheNode) {
            service.get("labels")
                    .noteLost(
                            "the service has no published port that can be exposed as a node port",
                            "publish a port with 'ports:'");
        }
        if (open.isEmpty() && hostMode.isEmpty()) {
            List<Attribute> asking = List.of(
                    service.get("x-sild").get("expose"),
                    KomposeLabels.of(service).get("service.expose"),
                    KomposeLabels.of(service).get("service.type"));
            asking.stream()
                    .filter(Attribute::present)
                    .findFirst()
                    .filter(asked -> hints.expose() != Expose.NONE)
                    .ifPresent(asked -> asked.noteLost(
                            "the service has no published port that can be exposed", "publish a port with 'ports:'"));
            return List.of();
        }
        if (ports.tooMany()) {
            service.get("ports")
                    .noteLost(
                            open.size() + " ports are too many to expose; they are only reachable inside the cluster",
                            "use 'network_mode: host', or publish fewer ports");
            return List.of(new Exposure(component, new Exposure.PortForward(), open));
        }
        List<Exposure> exposures =
                new ArrayList<>(open.isEmpty() ? List.of() : opened(service, component, open, hints));
        exposures.addAll(
                onTheNode
                        ? HostMode.onTheNode(service, component, ports)
                        : HostMode.opened(service, component, hostMode));
        return exposures;
    }

    private List<Exposure> opened(Attribute service, String component, List<Published> open, ExposeHints hints) {
        sites.report(service, component, hints.expose());
        programs.reportClients(service, component, hints.expose());
        return switch (hints.expose()) {
            case NODEPORT -> List.of(onNodes(service, component, open, hints));
            case LOADBALANCER ->
                List.of(new Exposure(
                        component,
                        new Exposure.LoadBalancer("", List.of(), hints.balanced()),
                        DistinctPorts.of(service, open)));
            case INGRESS, GATEWAY -> {
                List<Exposure> exposures = new ArrayList<>(http.of(service, component, open, hints));
                List<Published> unserved = HttpPublishing.unserved(exposures);
                if (!unserved.isEmpty()) {
                    reportClosed(service, component, unserved, hints);
                }
                if (hints.expose() == Expose.INGRESS && hints.kompose().alsoNodePort()) {
                    exposures.add(onNodes(service, component, open, hints));
                }
                yield exposures;
            }
            default -> {
                List<Published> forwarded = sites.answering(service, component, open);
                if (!proxies.leadsNowhere(component) && !forwarded.isEmpty()) {
                    reportClosed(service, component, forwarded, hints);
                }
                if (!service.get("network_mode").peek().equals("host")) {
                    PortForwards.reportUdp(service.get("ports"), forwarded);
                }
                yield List.of(new Exposure(component, new Exposure.PortForward(), open));
            }
        };
    }

    private void reportClosed(Attribute service, String component, List<Published> open, ExposeHints hints) {
        Optional<PortForwards.Forward> command = forwards.command(component, open);
        WayWithCompose way = WayWithCompose.of(service, open, hints);
        closed(
                service,
                () -> way.where()
                        .note(
                                Code.NOT_EXPOSED,
                                way.difference(),
                                way.remedy(command.map(PortForwards.Forward::quoted)
                                        .orElse("")),
                                command.map(PortForwards.Forward::command).orElse("")));
    }

    private void closed(Attribute service, Runnable report) {
        closed.computeIfAbsent(service.segment(), first -> new ArrayList<>()).add(report);
    }

    private static Exposure onNodes(Attribute service, String component, List<Published> open, ExposeHints hints) {
        List<Published> ports = DistinctPorts.of(service, open);
        if (hints.kompose().nodePort().isPresent() && ports.size() > 1) {
            KomposeLabels.of(service)
                    .get("service.nodeport.port")
                    .noteLost(
                            "a node port is set but several ports are published; the cluster chooses the node ports",
                            "publish a single port");
        } else if (hints.kompose().nodePort().isPresent()) {
            Published first = ports.get(0);
            ports = List.of(new Published(
                    first.number(), first.target(), hints.kompose().nodePort()));
        }
        return new Exposure(component, new Exposure.NodePort(hints.kompose().terms()), ports);
    }

    /** Says which of the project's hints no service had a use for. */
    private void reportUnused() {
        unused.stream().map(project::get).filter(Attribute::present).forEach(hint -> {
            String name = hint.path().substring(hint.path().lastIndexOf('.') + 1);
            hint.note(
                    Code.NOT_EXPOSED,
                    "'" + name + "' has no effect: no service is exposed that way",
                    ExposeHints.remedy(name));
        });
    }
}
