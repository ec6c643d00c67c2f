package dev.sild.adopt.proxy;

import dev.sild.adopt.draft.AdoptionContext;
import dev.sild.adopt.draft.Components;
import dev.sild.adopt.roles.Role;
import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.network.ExposeHints;
import dev.sild.compose.translate.network.TraefikProject;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions.Expose;
import dev.sild.model.Exposure.Published;
import dev.sild.report.Code;
import java.util.List;
import java.util.Optional;

/** How the stack is reached from outside. */
public final class ExposureAdopter {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final AdoptionContext work;
    private final Role role;
    private final ServiceFacts service;

    public ExposureAdopter(AdoptionContext work) {
        this.work = work;
        role = work.roles().of(Role.PROXY).isPresent() ? Role.PROXY : Role.API;
        service = work.roles().of(role).orElseThrow();
    }

    /**
     * Carries the published ports; returns whether nginx ends TLS.
     *
     * @param tls whether it does so under compose; nothing where its configuration is not known
     */
    public boolean adopt(Optional<Boolean> tls) {
        ExposeHints opening = ExposeHints.of(
                work.project().options(),
                work.project().root().get("x-sild"),
                service.attribute(),
                TraefikProject.NONE);
        Attribute ports = service.attribute().get("ports");
        List<Published> published = new Components(work, role, service).published();
        ports.items().forEach(Attribute::done);
        boolean atProxy = tls.orElse(false) && role == Role.PROXY;
        boolean endsElsewhere = opening.expose() == Expose.INGRESS || opening.expose() == Expose.GATEWAY;
        if (tls.isPresent()
                && !tls.get()
                && !endsElsewhere
                && published.stream().anyMatch(port -> port.target().number() == HTTPS_PORT)) {
            ports.noteLost(
                    "port " + HTTPS_PORT + " is published, but no configuration listens on it",
                    "add it to the proxy configuration, or adopt with --expose ingress and --tls-secret");
        }
        switch (opening.expose()) {
            case NODEPORT -> {
                put("type", "NodePort", ports);
                opening.kompose().nodePort().ifPresent(number -> put("nodePort.http", (long) number, ports));
            }
            case LOADBALANCER -> put("type", "LoadBalancer", ports);
            case INGRESS -> {
                put("type", "Ingress", ports);
                host(opening, ports);
                if (!opening.ingressClass().isEmpty()) {
                    put("ingress.className", opening.ingressClass(), ports);
                }
                if (!opening.tlsSecret().isEmpty()) {
                    put("tls.secretName", opening.tlsSecret(), ports);
                }
                atProxy = false;
            }
            case GATEWAY -> {
                put("type", "Gateway", ports);
                host(opening, ports);
                int slash = opening.gateway().indexOf('/');
                put("gateway.name", opening.gateway().substring(slash + 1), ports);
                if (slash > 0) {
                    put("gateway.namespace", opening.gateway().substring(0, slash), ports);
                }
                atProxy = false;
            }
            default -> forward(published, ports, atProxy);
        }
        if (atProxy) {
            String secret = work.name() + "-tls";
            put("tls.secretName", secret, ports.or(service.attribute()));
            service.attribute()
                    .note(
                            Code.SECRET_TO_CREATE,
                            "the Secret '" + secret + "' must exist, with the certificate and key of nginx",
                            "create it with 'kubectl create secret tls " + secret + " --cert=FILE --key=FILE'");
        }
        return atProxy;
    }

    private void host(ExposeHints opening, Attribute from) {
        if (!opening.host().isEmpty()) {
            put("host", opening.host(), from);
        }
    }

    private void put(String field, Object value, Attribute from) {
        work.draft().put("exposure." + field, value, from.or(service.attribute()));
    }

    private void forward(List<Published> published, Attribute ports, boolean tls) {
        Optional<Published> first = published.stream()
                .filter(port -> tls == (port.target().number() == HTTPS_PORT))
                .findFirst()
                .or(() -> published.stream().findFirst());
        int number = role == Role.API
                ? first.map(port -> port.target().number()).orElse(HTTP_PORT)
                : tls ? HTTPS_PORT : HTTP_PORT;
        first.ifPresent(port -> ports.note(
                Code.NOT_EXPOSED,
                "published ports are only reachable inside the cluster",
                "use 'kubectl port-forward service/" + work.host(role) + " " + port.number() + ":" + number
                        + "', or adopt with --expose"));
    }
}
