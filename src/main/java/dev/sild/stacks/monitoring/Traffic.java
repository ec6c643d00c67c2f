package dev.sild.stacks.monitoring;

import dev.sild.model.Call;
import dev.sild.model.Call.Addresses;
import dev.sild.model.Call.ApiServer;
import dev.sild.model.Call.OfComponent;
import dev.sild.model.Call.Others;
import dev.sild.model.Call.Pods;
import dev.sild.model.Calls;
import dev.sild.model.Port;
import dev.sild.stacks.shared.Openings;
import dev.sild.stacks.shared.Shapes;
import dev.sild.v1alpha1.monitoringstackspec.Prometheus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Every connection that there may be in a stack, and into it and out of it. */
final class Traffic {
    private static final List<Call.Peer> ANYWHERE = List.of(new Addresses("0.0.0.0/0"), new Addresses("::/0"));

    private final Frame frame;
    private final List<Call> calls = new ArrayList<>();

    private Traffic(Frame frame) {
        this.frame = frame;
    }

    static Calls of(Frame frame) {
        Traffic traffic = new Traffic(frame);
        if (frame.spec().getGrafana().getEnabled()) {
            traffic.grafana();
        }
        if (frame.spec().getPrometheus().getEnabled()) {
            traffic.prometheus();
        }
        if (frame.spec().getLogs().getEnabled()) {
            traffic.logs();
        }
        return Openings.calls(frame.spec().getNetworkPolicy(), traffic.calls);
    }

    private void grafana() {
        calls.add(new Call(
                Openings.callers(frame.spec().getNetworkPolicy(), frame.spec().getExposure()),
                new OfComponent(Frame.GRAFANA),
                List.of(GrafanaComponent.PORT)));
        within(Frame.GRAFANA, frame.spec().getPrometheus().getEnabled(), Frame.PROMETHEUS, PrometheusComponent.PORT);
        within(Frame.GRAFANA, frame.spec().getLoki().getEnabled(), Frame.LOKI, LokiComponent.PORT);
    }

    private void logs() {
        within(Frame.LOGS, frame.spec().getLoki().getEnabled(), Frame.LOKI, LokiComponent.PORT);
        calls.add(new Call(new OfComponent(Frame.LOGS), new ApiServer(), List.of()));
    }

    /** What it reads may be at any port of any pod that it sees; who lets it in is for those to say. */
    private void prometheus() {
        within(Frame.PROMETHEUS, frame.spec().getGrafana().getEnabled(), Frame.GRAFANA, GrafanaComponent.PORT);
        within(Frame.PROMETHEUS, frame.spec().getLoki().getEnabled(), Frame.LOKI, LokiComponent.PORT);
        within(Frame.PROMETHEUS, frame.hasCadvisor(), Frame.CADVISOR, CadvisorComponent.PORT);
        within(Frame.PROMETHEUS, frame.spec().getLogs().getEnabled(), Frame.LOGS, LogsComponent.PORT);
        OfComponent caller = new OfComponent(Frame.PROMETHEUS);
        calls.add(new Call(caller, new ApiServer(), List.of()));
        calls.add(new Call(
                caller,
                new Others(
                        "targets",
                        List.of(new Pods(
                                frame.spec().getClusterWide() ? Optional.of(Map.of()) : Optional.empty(), Map.of()))),
                List.of()));
        List<Port> named = named(frame.spec().getPrometheus());
        if (!named.isEmpty()) {
            calls.add(new Call(caller, new Others("addresses", ANYWHERE), named));
        }
    }

    /** Returns the ports of the addresses that the user names; where these are, only DNS knows. */
    private static List<Port> named(Prometheus prometheus) {
        TreeSet<Integer> numbers = new TreeSet<>();
        Shapes.list(prometheus.getStaticTargets())
                .forEach(target -> target.getAddresses().forEach(at -> numbers.add(port(at))));
        Shapes.list(prometheus.getAlertmanagers()).forEach(at -> numbers.add(port(at)));
        return numbers.stream()
                .map(number -> Port.of(number, Port.Protocol.TCP, Port.Source.DECLARED))
                .toList();
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private void within(String from, boolean isThere, String to, Port port) {
        if (isThere) {
            calls.add(Call.between(from, to, port));
        }
    }
}
