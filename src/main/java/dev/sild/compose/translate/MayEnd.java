package dev.sild.compose.translate;

import dev.sild.compose.translate.container.WorkloadKinds;
import dev.sild.compose.translate.relations.ServiceOrder;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.EndingCommands;
import dev.sild.images.ImageReference;
import dev.sild.images.KnownImages;
import dev.sild.images.text.PrintedText;
import dev.sild.model.Component;
import dev.sild.model.Workload;
import dev.sild.report.Code;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Services that may end, as far as anything in the project says: they serve nobody, and compose starts them once. In a
 * cluster a program that ends is started again, so that a load of data runs again and again.
 */
final class MayEnd {
    private static final int MOST_NAMED = 8;

    /** Images of languages, which say nothing about the program. */
    private static final Set<String> LANGUAGES = Set.of(
            "python",
            "pypy",
            "node",
            "golang",
            "php",
            "ruby",
            "perl",
            "rust",
            "elixir",
            "julia",
            "r-base",
            "bun",
            "deno",
            "openjdk",
            "eclipse-temurin",
            "amazoncorretto",
            "maven",
            "gradle",
            "sdk",
            "runtime",
            "uv",
            "miniconda3");

    private MayEnd() {}

    /**
     * Reports them in one line.
     *
     * @param components what each service becomes, alone
     * @param serves whether a service has a port or is reached by another
     * @param engine what runs them now
     */
    static void report(
            Collection<ServiceFacts> services,
            List<Component> components,
            ServiceOrder order,
            Predicate<ServiceFacts> serves,
            String engine) {
        Map<String, Component> byName = components.stream()
                .collect(Collectors.toMap(Component::name, Function.identity(), (one, other) -> one));
        List<ServiceFacts> found = services.stream()
                .filter(service -> byName.containsKey(service.name())
                        && byName.get(service.name()).workload() instanceof Workload.Replicated replicated
                        && replicated.replicas() > 0)
                .filter(service -> service.process().isStartedOnce()
                        && service.health().isEmpty()
                        && (asksATerminal(service)
                                || !serves.test(service)
                                        && order.dependants(service.key()).isEmpty()
                                        && isUnknown(service)))
                .toList();
        if (found.isEmpty()) {
            return;
        }
        String named = found.stream().map(ServiceFacts::name).limit(MOST_NAMED).collect(Collectors.joining(", "));
        int more = found.size() - MOST_NAMED;
        found.get(0)
                .attribute()
                .note(
                        Code.MAY_END,
                        "compose does not restart these services when they end, and " + engine + " does: " + named
                                + (more > 0 ? " and " + more + " more" : ""),
                        "if one does its work and ends, add 'x-sild: {kind: Job}' to it");
    }

    /**
     * Whether its image is built without a command on one whose own is a shell or an interpreter, which ends at once
     * where nobody types: such a service is mostly there for its image. A port that it publishes says nothing then.
     */
    private static boolean asksATerminal(ServiceFacts service) {
        return service.built()
                && service.process().words().isEmpty()
                && service.image()
                        .steps()
                        .flatMap(steps -> KnownImages.find(steps.base()))
                        .filter(base -> EndingCommands.askATerminal(base.command()))
                        .isPresent();
    }

    /** Whether it runs a program of the project, or its own command, and nothing says that this stays. */
    private static boolean isUnknown(ServiceFacts service) {
        Attribute attribute = service.attribute();
        String command =
                service.process().words().stream().map(PrintedText::without).collect(Collectors.joining(" "));
        boolean own = attribute.get("build").present()
                || attribute.get("command").present()
                || attribute.get("entrypoint").present();
        return (own && !command.isBlank() || WorkloadKinds.mayBeCalledMigration(attribute))
                && service.supervisor().isEmpty()
                && !EndingCommands.runForever(command)
                && !service.process().servesNobody()
                && (service.process().builds() || !StayingNames.areIn(service.name(), command))
                && saysNothing(attribute.get("image").peek())
                && !service.process().listens();
    }

    private static boolean saysNothing(String image) {
        return KnownImages.find(image).isEmpty()
                || LANGUAGES.contains(ImageReference.parse(image).lastSegment());
    }
}
