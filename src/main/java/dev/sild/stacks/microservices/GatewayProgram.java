package dev.sild.stacks.microservices;

import dev.sild.model.Exposure.PathType;
import dev.sild.model.Files;
import dev.sild.model.PodSecurity;
import dev.sild.programs.NginxProgram;
import dev.sild.programs.nginx.GatewayConf;
import dev.sild.programs.nginx.NginxConf;
import dev.sild.programs.nginx.NginxSettings;
import dev.sild.programs.settings.DatabaseSettings.Pods;
import dev.sild.programs.settings.DatabaseSettings.Program;
import dev.sild.stacks.shared.ExternalBundles;
import dev.sild.stacks.shared.Openings;
import dev.sild.stacks.shared.Places;
import dev.sild.stacks.shared.Shapes;
import dev.sild.v1alpha1.microservicestackspec.Gateway;
import dev.sild.v1alpha1.shared.Exposure;
import java.util.List;
import java.util.Optional;

/** The gateway of type Nginx, from the user's words to the settings that programs know. */
final class GatewayProgram {
    private final Frame frame;
    private final Gateway said;

    private GatewayProgram(Frame frame) {
        this.frame = frame;
        said = frame.spec().getGateway();
    }

    static NginxProgram of(Frame frame) {
        return new GatewayProgram(frame).program();
    }

    private NginxProgram program() {
        Files configuration = ExternalBundles.configuration(
                Frame.GATEWAY, NginxProgram.FILE, said.getConfig(), said.getConfigFrom(), () -> conf().text());
        Program server = new Program(
                said.getImage(),
                Shapes.pulled(said.getImagePullPolicy()),
                Shapes.resources(said.getResources()),
                Shapes.env(List.of(), said.getEnv(), said.getSecretEnv()));
        Pods pods = new Pods(
                Shapes.same(PodSecurity.class, said.getPodSecurity()),
                Shapes.map(said.getLabels()),
                Shapes.map(said.getAnnotations()),
                Shapes.pullSecrets(frame.spec().getImagePullSecrets()),
                Places.of(said.getPlacement()));
        return new NginxProgram(
                Frame.GATEWAY,
                server,
                Places.workload(said.getReplicas(), said.getAutoscaling()),
                Shapes.disruption(said.getDisruptionBudget()),
                pods,
                configuration,
                said.getConfig() == null && said.getConfigFrom() == null,
                RouteTable.components(frame).stream().map(frame::host).toList(),
                frame.doors(),
                frame.tlsAtGateway()
                        ? Optional.of(frame.spec().getExposure().getTls().getSecretName())
                        : Optional.empty(),
                List.of(),
                frame.monitored() && said.getExporter().getEnabled()
                        ? Optional.of(new Program(
                                said.getExporter().getImage(),
                                Shapes.pulled(said.getExporter().getImagePullPolicy()),
                                Shapes.resources(said.getExporter().getResources()),
                                List.of()))
                        : Optional.empty());
    }

    private GatewayConf conf() {
        Exposure exposure = frame.spec().getExposure();
        NginxSettings settings = new NginxSettings(
                frame.tlsAtGateway()
                        ? Optional.of(new NginxConf.Tls(Openings.nodePortOfHttps(exposure)))
                        : Optional.empty(),
                said.getClientMaxBodySize(),
                said.getReadTimeoutSeconds(),
                said.getGzip(),
                Openings.behindProxy(exposure),
                NginxConf.workersFor(Shapes.cpuLimit(said.getResources())));
        return new GatewayConf(
                settings,
                RouteTable.components(frame).stream()
                        .map(component -> new GatewayConf.Upstream(
                                component,
                                frame.host(component),
                                frame.program(component).getPort()))
                        .toList(),
                RouteTable.of(frame, RouteTable.ANY).stream()
                        .map(GatewayProgram::host)
                        .toList());
    }

    private static GatewayConf.Host host(RouteTable.Host host) {
        return new GatewayConf.Host(
                host.name(),
                host.rules().stream()
                        .map(rule -> new GatewayConf.Rule(
                                rule.path(),
                                rule.type() == PathType.EXACT,
                                rule.component(),
                                rule.rewrite(),
                                rule.timeoutSeconds()))
                        .toList());
    }
}
