package dev.sild.stacks.microservices;

import dev.sild.model.Exposure.PathType;
import dev.sild.programs.nginx.GatewayConf;

/** The routes of a stack as the configuration of its gateway. */
record RouteConf(MicroserviceFrame frame) {

    GatewayConf conf() {
        return new GatewayConf(
                frame.gateway().settings(),
                RouteTable.components(frame).stream()
                        .map(component -> new GatewayConf.Upstream(
                                component,
                                frame.host(component),
                                frame.program(component).getPort()))
                        .toList(),
                RouteTable.of(frame, RouteTable.ANY).stream()
                        .map(RouteConf::host)
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
