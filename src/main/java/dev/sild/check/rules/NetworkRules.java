package dev.sild.check.rules;

import dev.sild.check.catalog.Rule;
import dev.sild.check.catalog.Violation.Related;
import dev.sild.check.catalog.Violations;
import dev.sild.check.project.CheckedProject;
import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.KnownImages;
import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Files;
import dev.sild.model.Text;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Who can reach what. */
public final class NetworkRules implements RuleSet {
    private static final Set<String> ALL_ADDRESSES = Set.of("", "0.0.0.0", "::");

    @Override
    public void check(CheckedProject project, Violations found) {
        for (ServiceFacts service : project.services().values()) {
            if (Services.isDatabase(service)) {
                service.attribute().get("ports").items().forEach(port -> published(service, port, found));
            }
        }
        project.application().ifPresent(application -> flat(project, application, found));
    }

    private static void published(ServiceFacts service, Attribute port, Violations found) {
        if (port.get("published").present()
                && ALL_ADDRESSES.contains(port.get("host_ip").peek())) {
            found.add(
                    Rule.INTERNAL_PORT_PUBLISHED,
                    port.origin(),
                    "port " + port.get("target").peek() + " of '" + service.key()
                            + "' is open to everybody who reaches the machine; engines open it in the firewall, too",
                    "publish it on 127.0.0.1, or not at all if only services of the project use it");
        }
    }

    /** A proxy that is open to the world, a database, and another service between them, all on one network. */
    private static void flat(CheckedProject project, Application application, Violations found) {
        Map<String, String> texts = texts(application);
        for (ServiceFacts front : project.services().values()) {
            if (!isOpenProxy(front)) {
                continue;
            }
            for (ServiceFacts database : project.services().values()) {
                boolean behind = Services.isDatabase(database)
                        && share(front, database)
                        && !names(texts, front, database)
                        && project.services().values().stream()
                                .anyMatch(
                                        other -> other != front && other != database && names(texts, other, database));
                if (behind) {
                    found.add(
                            Rule.FLAT_NETWORK,
                            front.attribute()
                                    .get("networks")
                                    .or(front.attribute())
                                    .origin(),
                            "'" + front.key() + "' is open to the outside and can reach '" + database.key()
                                    + "', which it does not use",
                            "move the database to a network that only its clients share, and leave them on this one, too",
                            new Related(database.attribute().origin(), "the database"));
                    break;
                }
            }
        }
    }

    private static boolean isOpenProxy(ServiceFacts service) {
        return !service.attribute().get("ports").items().isEmpty()
                && (KnownImages.isStatelessProxy(service.image().name())
                        || service.image()
                                .facts()
                                .filter(facts -> KnownImages.isStatelessProxy(facts.name()))
                                .isPresent());
    }

    private static boolean share(ServiceFacts one, ServiceFacts other) {
        Set<String> networks =
                new HashSet<>(one.attribute().get("networks").entries().keySet());
        Set<String> others = other.attribute().get("networks").entries().keySet();
        return networks.isEmpty() && others.isEmpty() || networks.removeAll(others);
    }

    private static boolean names(Map<String, String> texts, ServiceFacts service, ServiceFacts other) {
        return service.attribute().get("depends_on").get(other.key()).present()
                || Pattern.compile("(?<![A-Za-z0-9_-])" + Pattern.quote(other.key()) + "(?![A-Za-z0-9_-])")
                        .matcher(texts.getOrDefault(service.name(), ""))
                        .find();
    }

    /** Returns all that containers are given, by the name of the container: variables, arguments and files. */
    private static Map<String, String> texts(Application application) {
        Map<String, Files> files = new HashMap<>();
        application.files().forEach(bundle -> files.put(bundle.name(), bundle));
        Map<String, String> texts = new HashMap<>();
        for (Component component : application.components()) {
            StringBuilder text = new StringBuilder();
            component.files().stream()
                    .filter(files::containsKey)
                    .flatMap(name -> files.get(name).entries().stream())
                    .forEach(entry -> text.append(new String(entry.content(), StandardCharsets.UTF_8))
                            .append('\n'));
            component.containers().forEach(container -> {
                append(text, container.command());
                append(text, container.args());
                container.env().forEach(variable -> append(text, List.of(variable.value())));
            });
            component.containers().forEach(container -> texts.put(container.name(), text.toString()));
        }
        return texts;
    }

    private static void append(StringBuilder text, List<Text> parts) {
        for (Text part : parts) {
            if (part instanceof Text.Literal || part instanceof Text.Variable) {
                text.append(part.value()).append('\n');
            } else if (part instanceof Text.Concat concat) {
                append(text, concat.parts());
            }
        }
    }
}
