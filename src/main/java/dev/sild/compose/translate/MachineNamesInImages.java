package dev.sild.compose.translate;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.image.ServiceImage;
import dev.sild.compose.translate.network.MachineNames;
import dev.sild.compose.translate.relations.PodDns;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Ledger;
import dev.sild.images.BuildSteps;
import dev.sild.model.Origin;
import dev.sild.report.Code;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;

/**
 * Names of the container engine's machine in what images are built from: settings and code that lead to a server
 * outside of the project. No line of the compose file shows them, and no conversion can change them.
 */
final class MachineNamesInImages {
    private final Attribute services;
    private final Ledger ledger;
    private final ContextSearch<Place> contexts;
    private final Function<Path, String> shown;
    private final Set<String> mounted;
    /** The first place of each name, by what images are built from. */
    private final Map<List<Object>, Map<String, Place>> searched = new HashMap<>();

    private final Set<Path> reported = new HashSet<>();

    /**
     * Creates an instance that has reported nothing yet.
     *
     * @param shown returns a path as it is shown to the user
     * @param mounted the files that services mount, which count as such, as they are shown to the user
     */
    MachineNamesInImages(
            Attribute services, Ledger ledger, BindFiles reader, Function<Path, String> shown, Set<String> mounted) {
        this.services = services;
        this.ledger = ledger;
        contexts = new ContextSearch<>(reader, MachineNamesInImages::find);
        this.shown = shown;
        this.mounted = mounted;
    }

    /**
     * A file with such a name.
     *
     * @param after what follows the name in its line
     */
    private record Place(Path file, String name, String after, int line, int column) {
        boolean isOfDevelopment() {
            return ImageSources.isOfDevelopment(file);
        }
    }

    /**
     * Reports the files that a service's image is built from, in one finding; those of several images once.
     *
     * @param image what is built, by steps that take files of the context
     */
    void report(Attribute service, BuildContext context, ServiceImage image) {
        BuildSteps steps = image.steps().orElse(BuildSteps.UNKNOWN);
        List<Object> source = List.of(context, steps);
        Map<String, Place> known = searched.get(source);
        if (known != null) {
            reportHosts(service, known);
            return;
        }
        String given = MachineNames.given(service);
        List<Place> places = new ArrayList<>();
        Map<String, Place> hosts = new LinkedHashMap<>();
        contexts.of(context.folder()).forEach((file, place) -> {
            if (ImageSources.isRun(file, context, image)) {
                if (!given.contains(place.name())) {
                    places.add(place);
                }
                if (!place.isOfDevelopment() && !mounted.contains(shown.apply(file))) {
                    hosts.putIfAbsent(place.name(), place);
                }
            }
        });
        searched.put(source, hosts);
        reportHosts(service, hosts);
        places.removeIf(place -> mounted.contains(shown.apply(place.file())) || !reported.add(place.file()));
        places.sort(Comparator.comparing(Place::isOfDevelopment));
        if (!places.isEmpty()) {
            Place first = places.get(0);
            int others = places.size() - 1;
            ledger.add(
                    Code.MACHINE_IN_IMAGE,
                    new Origin(shown.apply(first.file()), first.line(), first.column(), ""),
                    "the image is built from a file with '" + first.name()
                            + "', the machine of the container engine, which has no name in a cluster"
                            + (others == 0
                                    ? ""
                                    : "; " + others + " more " + (others == 1 ? "file has" : "files have") + " one"),
                    MachineNames.remedy(first.after(), services) + " in the file, and rebuild the image");
        }
    }

    /** Says of each name that {@code extra_hosts} leads to the machine where the image uses it, and not twice. */
    private void reportHosts(Attribute service, Map<String, Place> hosts) {
        MachineNames.ofGateway(service).forEach((name, given) -> {
            Place place = hosts.get(name);
            if (place != null && !PodDns.isUsed(name, service)) {
                String file = shown.apply(place.file());
                String reason = file + ":" + place.line() + " in the image names '" + name
                        + "', the machine of the container engine, to which no fixed name leads in a cluster";
                ledger.replace(
                        Code.NETWORK_LOST, given.origin(), Code.HOST_GATEWAY, reason, PodDns.remedyOfGateway(name));
            }
        });
    }

    /** Returns the first line with such a name that is not a comment. */
    private static Optional<Place> find(Path file, String text) {
        if (!text.contains(".internal") || ImageSources.isLoadTest(text)) {
            return Optional.empty();
        }
        int line = 0;
        for (String content : (Iterable<String>) text.lines()::iterator) {
            line++;
            Optional<MatchResult> name = content.contains(".internal") && !ImageSources.isComment(content)
                    ? MachineNames.findUsed(content)
                    : Optional.empty();
            if (name.isPresent()) {
                return Optional.of(new Place(
                        file,
                        name.get().group(),
                        content.substring(name.get().end()),
                        line,
                        name.get().start() + 1));
            }
        }
        return Optional.empty();
    }
}
