package dev.sild.compose.translate.network;

import dev.sild.compose.translate.container.Environment;
import dev.sild.compose.translate.relations.ServiceNames;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ports.AddressPorts;
import dev.sild.model.Lookup;
import dev.sild.model.Text;
import dev.sild.report.Code;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What services with the machine's network reach at its loopback address: ports that other services publish, where
 * nothing listens on a node. The addresses of databases and the like in variables become those of their Services. A web
 * address may be for browsers, and a command may be a script: these are reported.
 */
public final class LoopbackAddresses {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1");

    private static final Pattern ADDRESS =
            Pattern.compile("(?<![\\w.-])(127(?:\\.[0-9]{1,3}){3}|localhost):([1-9][0-9]{1,4})(?![0-9])");

    private static final Pattern PAGE = Pattern.compile("(?:https?|wss?)://(?:[^/@\\s]{0,200}@)?$");
    private static final int LONGEST_BEFORE = 220;

    /** Lists of who may connect. */
    private static final Pattern OF_CLIENTS = Pattern.compile("(?i).*(?:CORS|ALLOW|TRUST|NO_?PROXY).*");

    private final Map<String, Attribute> services;
    private final PublishedPorts published;
    private final ServiceNames names;

    /**
     * @param services the project's services, by name
     * @param names what they are called
     */
    public LoopbackAddresses(Map<String, Attribute> services, ServiceNames names) {
        this.services = services;
        this.names = names;
        published = PublishedPorts.of(services);
    }

    private static boolean isOnMachine(Attribute service) {
        return service.get("network_mode").peek().equals("host");
    }

    /** Replaces or reports them; {@code environments} has the variables of each service by its name. */
    public void replace(Function<String, Environment> environments) {
        services.forEach((name, service) -> {
            if (isOnMachine(service)) {
                Environment environment = environments.apply(name);
                replacePairs(name, service, environment);
                service.get("environment").entries().forEach((variable, attribute) -> {
                    boolean own = HostAddresses.isOwn(variable)
                            || OF_CLIENTS.matcher(variable).matches();
                    if (!own && environment.change(variable, text -> rewritten(name, text))) {
                        noteReplaced(attribute, variable);
                    } else {
                        report(name, attribute);
                    }
                });
                Stream.of("entrypoint", "command")
                        .flatMap(words -> service.get(words).items().stream())
                        .forEach(word -> report(name, word));
            }
        });
    }

    /** {@code DB_HOST=localhost} and {@code DB_PORT=5432}. */
    private void replacePairs(String name, Attribute service, Environment environment) {
        for (AddressPorts.Pair pair : AddressPorts.findPairs(environment.values(), LOCAL)) {
            Attribute variables = service.get("environment");
            publisher(name, Integer.toString(pair.port()))
                    .filter(port -> variables.get(pair.variable()).present())
                    .ifPresent(port -> {
                        environment.change(pair.variable(), text -> with(text, host -> component(port)));
                        noteReplaced(variables.get(pair.variable()), pair.variable());
                        if (environment.change(pair.portVariable(), text -> with(text, number -> port.target()))) {
                            noteReplaced(variables.get(pair.portVariable()), pair.portVariable());
                        }
                    });
        }
    }

    /** Returns the port of another service at which nothing listens on a node. */
    private Optional<PublishedPorts.Port> publisher(String own, String number) {
        return published
                .at(number)
                .filter(port -> !port.service().equals(own)
                        && port.isOnLoopback()
                        && !isOnMachine(Lookup.required(services, port.service())));
    }

    private String component(PublishedPorts.Port port) {
        return names.component(port.service());
    }

    private Text rewritten(String own, Text text) {
        return with(text, value -> {
            String replaced = ADDRESS.matcher(value)
                    .replaceAll(found -> Matcher.quoteReplacement(
                            isPage(value, found)
                                    ? found.group()
                                    : publisher(own, found.group(2))
                                            .map(port -> component(port) + ":" + port.target())
                                            .orElse(found.group())));
            return withoutPort(own, replaced);
        });
    }

    /** {@code redis://localhost/0}: the port is that of the scheme. */
    private String withoutPort(String own, String value) {
        if (ADDRESS.matcher(value).find() || value.contains("http")) {
            return value;
        }
        String replaced = value;
        for (Map.Entry<String, Set<Integer>> host :
                AddressPorts.find(value, LOCAL).entrySet()) {
            String number = Integer.toString(host.getValue().iterator().next());
            Optional<PublishedPorts.Port> port = publisher(own, number);
            if (port.isPresent() && host.getValue().size() == 1) {
                String target = port.get().target().equals(number)
                        ? ""
                        : ":" + port.get().target();
                replaced = AddressPorts.rewriteHost(replaced, host.getKey(), component(port.get()) + target);
            }
        }
        return replaced;
    }

    private static boolean isPage(String text, MatchResult address) {
        return PAGE.matcher(text.substring(Math.max(0, address.start() - LONGEST_BEFORE), address.start()))
                .find();
    }

    /** Changes a text in its parts, so that its variables stay, or as a whole where only that has what changes. */
    private static Text with(Text text, UnaryOperator<String> change) {
        String whole = change.apply(text.value());
        if (text instanceof Text.Variable variable) {
            return new Text.Variable(variable.name(), whole, variable.given());
        }
        if (text instanceof Text.Concat concat) {
            List<Text> parts =
                    concat.parts().stream().map(part -> with(part, change)).toList();
            Text changed = new Text.Concat(parts);
            return changed.value().equals(whole) ? changed : Text.of(whole);
        }
        return Text.of(whole);
    }

    private static void noteReplaced(Attribute attribute, String variable) {
        attribute.note(
                Code.HOST_REPLACED,
                "'" + variable
                        + "' leads to a port that another service publishes on the machine; it has that service's"
                        + " address in the cluster");
    }

    /** Reports the first such address of a text. */
    private void report(String own, Attribute place) {
        ADDRESS.matcher(place.peek())
                .results()
                .filter(found -> publisher(own, found.group(2)).isPresent())
                .findFirst()
                .ifPresent(found -> HostAddresses.report(
                        place, found.group(), publisher(own, found.group(2)).get()));
    }
}
