package dev.sild.kubernetes.network;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.kubernetes.objects.ObjectMetadata;
import dev.sild.model.Application;
import dev.sild.model.Endpoint;
import dev.sild.model.Port;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The names under which components find each other, as Services.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/service/">Service</a>
 */
public final class Services {
    private Services() {}

    public static HasMetadata of(Application application, Endpoint endpoint) {
        ServiceSpec spec = new ServiceSpec();
        spec.setSelector(selector(application, endpoint));
        List<ServicePort> ports = apart(
                endpoint.ports().stream().map(port -> port(port, endpoint)).toList());
        spec.setPorts(application.naming().hasApp() ? ports : brief(endpoint, ports));
        if (endpoint.headless()) {
            spec.setClusterIP("None");
        }
        if (endpoint.publishNotReady()) {
            spec.setPublishNotReadyAddresses(true);
        }
        Service service = new Service();
        service.setMetadata(ObjectMetadata.of(
                application.naming().object(endpoint.dnsName()),
                labels(application, endpoint),
                endpoint.annotations()));
        service.setSpec(spec);
        return service;
    }

    /**
     * Leaves out what a cluster adds by itself: a target port that is the port, and the name of a single port that the
     * input does not name.
     */
    private static List<ServicePort> brief(Endpoint endpoint, List<ServicePort> ports) {
        for (ServicePort port : ports) {
            if (new IntOrString(port.getPort()).equals(port.getTargetPort())) {
                port.setTargetPort(null);
            }
        }
        if (ports.size() == 1 && endpoint.ports().get(0).name().isEmpty()) {
            ports.get(0).setName(null);
        }
        return ports;
    }

    private static ServicePort port(Port target, Endpoint endpoint) {
        ServicePort port = port(target, endpoint.number(target));
        port.setName(target.name().isEmpty() ? name(target.renumbered(port.getPort())) : target.name());
        return port;
    }

    /** Returns the port of a Service that targets a container port. */
    static ServicePort port(Port target, int number) {
        ServicePort port = new ServicePort();
        port.setName(name(target));
        port.setPort(number);
        port.setTargetPort(new IntOrString(target.number()));
        if (target.protocol() != Port.Protocol.TCP) {
            port.setProtocol(target.protocol().name());
        }
        if (!target.appProtocol().isEmpty()) {
            port.setAppProtocol(target.appProtocol());
        }
        return port;
    }

    /**
     * Returns the ports with names that differ, as a Service must have them: several services may answer to one name,
     * or run in one pod, and each have named a port alike. The first keeps the name.
     */
    static List<ServicePort> apart(List<ServicePort> ports) {
        Set<String> taken = new HashSet<>();
        for (ServicePort port : ports) {
            if (!taken.add(port.getName())) {
                port.setName(numbered(port.getProtocol() == null ? "TCP" : port.getProtocol(), port.getPort()));
                taken.add(port.getName());
            }
        }
        return ports;
    }

    /** Returns a port's name: the user's, or one made of its number; at most 15 characters, with a letter in it. */
    public static String name(Port port) {
        return port.name().isEmpty() ? numbered(port.protocol().name(), port.number()) : port.name();
    }

    private static String numbered(String protocol, int number) {
        return protocol.equals("TCP") ? "port-" + number : protocol.toLowerCase(Locale.ROOT) + "-" + number;
    }

    private static Map<String, String> selector(Application application, Endpoint endpoint) {
        if (endpoint.components().size() == 1) {
            return Labels.selector(application, endpoint.components().get(0));
        }
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(Labels.ENDPOINT + endpoint.dnsName(), "true");
        labels.putAll(Labels.selector(application));
        return labels;
    }

    private static Map<String, String> labels(Application application, Endpoint endpoint) {
        List<String> components = endpoint.components();
        return components.size() == 1 ? Labels.of(application, components.get(0)) : Labels.of(application);
    }
}
