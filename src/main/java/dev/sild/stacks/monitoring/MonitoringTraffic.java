package dev.sild.stacks.monitoring;

import dev.sild.model.Call;
import dev.sild.model.Call.Addresses;
import dev.sild.model.Call.ApiServer;
import dev.sild.model.Call.OfComponent;
import dev.sild.model.Call.Others;
import dev.sild.model.Call.Pods;
import dev.sild.model.Port;
import dev.sild.stacks.spec.Shapes;
import dev.sild.v1alpha1.monitoringstackspec.Prometheus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Every connection that there may be in a stack, and into it and out of it. */
final class MonitoringTraffic {
    private static final List<Call.Peer> ANYWHERE = List.of(new Addresses("0.0.0.0/0"), new Addresses("::/0"));

    private final MonitoringFrame frame;
    private final List<Call> calls = new ArrayList<>();

    private MonitoringTraffic(MonitoringFrame frame) {
        this.frame = frame;
    }

    static List<Call> of(MonitoringFrame frame) {
        MonitoringTraffic traffic = new MonitoringTraffic(frame);
        if (frame.spec().getGrafana().getEnabled()) {
            traffic.grafana();
        }
        if (frame.spec().getPrometheus().getEnabled()) {
            traffic.prometheus();
        }
        if (frame.spec().getLogs().getEnabled()) {
            traffic.logs();
        }
        return traffic.calls;
    }

    private void grafana() {
        calls.add(frame.entering());
        within(
                MonitoringFrame.GRAFANA,
                frame.spec().getPrometheus().getEnabled(),
                MonitoringFrame.PROMETHEUS,
                PrometheusComponent.PORT);
        within(MonitoringFrame.GRAFANA, frame.spec().getLoki().getEnabled(), MonitoringFrame.LOKI, LokiComponent.PORT);
    }

    private void logs() {
        within(MonitoringFrame.LOGS, frame.spec().getLoki().getEnabled(), MonitoringFrame.LOKI, LokiComponent.PORT);
        calls.add(new Call(new OfComponent(MonitoringFrame.LOGS), new ApiServer(), List.of()));
    }

    /** What it reads may be at any port of any pod that it sees; who lets it in is for those to say. */
    private void prometheus() {
        within(
                MonitoringFrame.PROMETHEUS,
                frame.spec().getGrafana().getEnabled(),
                MonitoringFrame.GRAFANA,
                GrafanaComponent.PORT);
        within(
                MonitoringFrame.PROMETHEUS,
                frame.spec().getLoki().getEnabled(),
                MonitoringFrame.LOKI,
                LokiComponent.PORT);
        within(MonitoringFrame.PROMETHEUS, frame.hasCadvisor(), MonitoringFrame.CADVISOR, CadvisorComponent.PORT);
        within(
                MonitoringFrame.PROMETHEUS,
                frame.spec().getLogs().getEnabled(),
                MonitoringFrame.LOGS,
                LogsComponent.PORT);
        OfComponent caller = new OfComponent(MonitoringFrame.PROMETHEUS);
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
