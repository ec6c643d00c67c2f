package dev.sild.play.plan;

import dev.sild.model.Application;
import dev.sild.model.Call;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Container.Env;
import dev.sild.model.Dependency;
import dev.sild.model.Dependency.Until;
import dev.sild.model.Endpoint;
import dev.sild.model.Exposure;
import dev.sild.model.Exposure.Published;
import dev.sild.model.Files;
import dev.sild.model.Port;
import dev.sild.model.Text;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * An application for a cluster in the form that podman can play: its entry points are ports of this machine, and a
 * variable composed of other variables contains their values, since podman does not expand them.
 */
public final class LocalTarget {
    private final Application application;
    private final Function<Text.SecretRef, Optional<String>> values;
    private final List<Finding> findings;
    private final List<Files> files;

    private LocalTarget(
            Application application, Function<Text.SecretRef, Optional<String>> values, List<Finding> findings) {
        this.application = application;
        this.values = values;
        this.findings = findings;
        this.files = new ArrayList<>(application.files());
    }

    /**
     * Returns an application as it is played.
     *
     * @param values returns the values of secrets that the application does not bring itself, as far as they are known
     * @param findings takes what is otherwise than in a cluster
     */
    public static Application of(
            Application application, Function<Text.SecretRef, Optional<String>> values, List<Finding> findings) {
        LocalTarget here = new LocalTarget(application, values, findings);
        List<Component> components =
                application.components().stream().map(here::composed).toList();
        return application.with(
                builder -> builder.components(components).files(here.files).exposures(here.opened()));
    }

    /** Returns what is held back for what: a component for those that it may call. */
    public static List<Dependency> dependencies(Application application) {
        Set<Dependency> dependencies = new LinkedHashSet<>();
        application
                .calls()
                .ifPresent(calls -> calls.edges().forEach(edge -> {
                    if (edge.from() instanceof Call.OfComponent from
                            && edge.to() instanceof Call.OfComponent to
                            && !from.name().equals(to.name())) {
                        dependencies.add(new Dependency(from.name(), to.name(), Until.HEALTHY));
                    }
                }));
        return List.copyOf(dependencies);
    }

    /**
     * Returns the ports that are opened here: those that are opened in a cluster, or else those at which everybody may
     * call.
     */
    private List<Exposure> opened() {
        List<Exposure> opened = new ArrayList<>();
        for (Exposure exposure : application.exposures()) {
            if (exposure.kind() instanceof Exposure.OnHost) {
                opened.add(exposure);
            } else {
                // A node port that the user specifies is also valid as a port of this machine.
                List<Published> ports = exposure.ports().stream()
                        .map(port -> new Published(
                                port.nodePort().orElse(port.target().number()), port.target()))
                        .distinct()
                        .toList();
                opened.add(new Exposure(exposure.component(), new Exposure.OnHost(""), ports));
                say(
                        exposure.component(),
                        Code.APPROXIMATED,
                        "podman has no " + kind(exposure.kind()) + "; '" + exposure.component()
                                + "' is published on port "
                                + String.join(
                                        ", ",
                                        ports.stream()
                                                .map(port -> String.valueOf(port.number()))
                                                .toList()) + " of this machine",
                        "");
            }
        }
        return opened.isEmpty() ? doors() : opened;
    }

    private List<Exposure> doors() {
        List<Exposure> doors = new ArrayList<>();
        application
                .calls()
                .ifPresent(calls -> calls.edges().stream()
                        .filter(edge -> isForEverybody(edge.from()))
                        .forEach(edge -> {
                            if (edge.to() instanceof Call.OfComponent to) {
                                doors.add(here(to.name(), edge.ports()));
                            }
                        }));
        if (application.calls().isEmpty()) {
            for (Endpoint endpoint : application.endpoints()) {
                List<Port> ports = endpoint.ports().stream()
                        .filter(port -> endpoint.number(port) != port.number())
                        .toList();
                if (!ports.isEmpty()) {
                    doors.add(here(endpoint.components().get(0), ports));
                }
            }
        }
        return doors;
    }

    private static boolean isForEverybody(Call.Caller caller) {
        return caller instanceof Call.World
                || caller instanceof Call.Others others
                        && others.peers().stream()
                                .anyMatch(peer -> peer instanceof Call.Pods pods
                                        && pods.labels().isEmpty()
                                        && pods.namespace().isEmpty());
    }

    private static Exposure here(String component, List<Port> ports) {
        return new Exposure(
                component,
                new Exposure.OnHost(""),
                ports.stream().map(port -> new Published(port.number(), port)).toList());
    }

    private static String kind(Exposure.Kind kind) {
        return kind instanceof Exposure.Ingress
                ? "Ingress"
                : kind instanceof Exposure.Gateway
                        ? "Gateway"
                        : kind instanceof Exposure.LoadBalancer ? "load balancer" : "nodes";
    }

    private Component composed(Component component) {
        List<Container> containers = new ArrayList<>();
        for (Container container : component.containers()) {
            containers.add(composed(component, container));
        }
        List<Container> inits = new ArrayList<>();
        for (Container init : component.inits()) {
            inits.add(composed(component, init));
        }
        return component.withContainers(containers).withInits(inits);
    }

    private Container composed(Component component, Container container) {
        List<Env> variables = new ArrayList<>();
        List<Files.Entry> secrets = new ArrayList<>();
        String bundle = container.name() + "-composed";
        for (Env variable : container.env()) {
            if (!refers(variable.value())) {
                variables.add(variable);
                continue;
            }
            Optional<String> value = value(variable.value(), container.env(), variables.size());
            if (value.isPresent()) {
                secrets.add(new Files.Entry(
                        variable.name(), variable.name(), -1, value.get().getBytes(StandardCharsets.UTF_8)));
                variables.add(new Env(variable.name(), new Text.SecretRef(bundle, variable.name())));
            } else {
                say(
                        component.name(),
                        Code.NOT_FOR_PODMAN,
                        "podman does not expand variables: '" + variable.name() + "' of '" + container.name()
                                + "' is omitted because it contains an unknown secret",
                        "add the Secret to the files with the resource");
            }
        }
        if (!secrets.isEmpty()) {
            files.add(new Files(bundle, secrets, true, true, Optional.of(component.name())));
        }
        return container.withEnv(variables);
    }

    private static boolean refers(Text text) {
        return text instanceof Text.EnvRef
                || text instanceof Text.Concat concat && concat.parts().stream().anyMatch(LocalTarget::refers);
    }

    /** Returns the characters of a text; variables are those that precede it, as in a cluster. */
    private Optional<String> value(Text text, List<Env> all, int before) {
        if (text instanceof Text.EnvRef reference) {
            for (int i = Math.min(before, all.size()) - 1; i >= 0; i--) {
                if (all.get(i).name().equals(reference.name())) {
                    return value(all.get(i).value(), all, i);
                }
            }
            return Optional.empty();
        }
        if (text instanceof Text.Concat concat) {
            StringBuilder whole = new StringBuilder();
            for (Text part : concat.parts()) {
                Optional<String> value = value(part, all, before);
                if (value.isEmpty()) {
                    return value;
                }
                whole.append(value.get());
            }
            return Optional.of(whole.toString());
        }
        if (text instanceof Text.SecretRef secret) {
            return own(secret).or(() -> values.apply(secret));
        }
        return text instanceof Text.PodField ? Optional.empty() : Optional.of(text.value());
    }

    private Optional<String> own(Text.SecretRef secret) {
        return application
                .files(secret.files())
                .filter(Files::supplied)
                .flatMap(bundle -> bundle.entries().stream()
                        .filter(entry -> entry.key().equals(secret.key()))
                        .findFirst())
                .map(entry -> new String(entry.content(), StandardCharsets.UTF_8));
    }

    private void say(String component, Code code, String reason, String remedy) {
        application
                .component(component)
                .ifPresent(found -> findings.add(new Finding(code, found.origin(), reason, remedy)));
    }
}
