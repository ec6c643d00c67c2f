package dev.sild.compose.translate.network;

import dev.sild.compose.translate.container.NginxFiles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions.Expose;
import dev.sild.images.text.NginxDirective;
import dev.sild.images.text.NginxRequests;
import dev.sild.report.Code;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What services run, as far as it matters to those who reach them from outside.
 *
 * @param images returns the image that a service runs, or that its own is built from
 * @param nginx returns the configuration of nginx that a component has
 */
public record RunningPrograms(UnaryOperator<String> images, Function<String, NginxFiles> nginx) {
    /** Returns why browsers have to use the published ports of a component; empty where others will do. */
    Optional<String> boundToPort(String component) {
        return NginxRequests.boundToPort(nginx.apply(component).included());
    }

    /** Reports that rules about clients' addresses are about others, by the way in which ports are opened. */
    void reportClients(Attribute service, String component, Expose expose) {
        boolean route = expose == Expose.INGRESS || expose == Expose.GATEWAY;
        if (!route && expose != Expose.NODEPORT) {
            return;
        }
        Optional<NginxDirective> rule =
                NginxRequests.aboutClients(nginx.apply(component).included());
        rule.ifPresent(found -> service.get("ports")
                .note(
                        Code.CLIENT_ADDRESS,
                        found.file() + ":" + found.line() + " has '" + found.name() + "' for clients' addresses, but '"
                                + component + "' sees " + (route ? "the controller's" : "a node's")
                                + " instead of them",
                        route
                                ? "add 'set_real_ip_from' with the range of pods, and 'real_ip_header X-Forwarded-For'"
                                : "convert with --expose loadbalancer, which keeps them"));
    }
}
