package dev.sild.compose.translate;

import dev.sild.compose.translate.code.CodeNames;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.network.AssignedAddresses;
import dev.sild.compose.translate.network.Gateways;
import dev.sild.compose.translate.network.MachineNames;
import dev.sild.compose.translate.relations.ClientLists;
import dev.sild.compose.translate.relations.ProxyTargets;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Ledger;
import dev.sild.compose.translate.storage.Binds;
import dev.sild.model.Files;
import dev.sild.model.Origin;
import dev.sild.report.Code;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where files lead to the machine of the container engine, or to an address that the engine gave to a container, by a
 * name or an address that nothing has in a cluster.
 */
final class EngineMachine {
    /** Longer files hold data. */
    private static final int LONGEST = 256 << 10;

    private static final int LONGEST_LINE = 1000;

    private final Attribute services;
    private final Set<String> gateways;
    private final AssignedAddresses assigned;
    private final Ledger ledger;
    private final FileBundles bundles;
    private final Set<String> given;
    private final Set<String> mounted = new HashSet<>();
    private final Pattern address;

    EngineMachine(Attribute root, Ledger ledger, FileBundles bundles) {
        this.services = root.get("services");
        this.ledger = ledger;
        this.bundles = bundles;
        gateways = Gateways.of(root.get("networks"));
        assigned = new AssignedAddresses(services.entries(), root.get("networks"));
        given = services.entries().values().stream()
                .flatMap(service -> MachineNames.addressed(service).stream())
                .collect(Collectors.toSet());
        String any = gateways.stream()
                .map(Pattern::quote)
                .collect(Collectors.joining(
                        "|", "(", (assigned.areAny() ? "|[0-9]{1,3}(?:\\.[0-9]{1,3}){3}" : "") + ")(?![\\w.])"));
        address = Pattern.compile(
                "(?:://|@|\\b(?i:\\w*host|\\w*server|\\w*addr(?:ess)?|\\w*ur[il]|\\w*endpoint)[\"']?\\s{0,5}[:=]\\s{0,5}[\"']?)"
                        + any + "|(?<![\\w.])" + any + "(?=:[1-9][0-9]{1,4})");
    }

    /** Whether a host is the machine. */
    static boolean is(String host, Set<String> gateways) {
        return gateways.contains(host) || MachineNames.find(host).isPresent();
    }

    /**
     * Reports the first such place of each file that travels with the application, and those in what images are built
     * from.
     *
     * @param proxied where proxies send requests, which is reported already
     */
    void report(List<Files> files, List<ProxyTargets.Target> proxied, Collection<ServiceFacts> services, Binds binds) {
        reportMounted(files, proxied, binds::shown);
        reportBuilt(services, binds);
    }

    private void reportMounted(
            List<Files> files, List<ProxyTargets.Target> proxied, BiFunction<Files, Files.Entry, String> shown) {
        Set<String> reported = proxied.stream()
                .filter(target -> is(target.host(), gateways))
                .map(ProxyTargets.Target::file)
                .collect(Collectors.toSet());
        for (Files bundle : files) {
            for (Files.Entry entry : bundle.entries()) {
                String file = shown.apply(bundle, entry);
                mounted.add(file);
                boolean used = !CodeNames.isNotRun(file) && !CodeNames.isBeside(entry.path());
                if (entry.content().length <= LONGEST && used && reported.add(file)) {
                    report(file, entry, bundle.name());
                }
            }
        }
    }

    private void report(String file, Files.Entry entry, String bundle) {
        int number = 0;
        for (String line : (Iterable<String>) new String(entry.content(), StandardCharsets.UTF_8).lines()::iterator) {
            number++;
            Optional<Place> place = find(line);
            if (place.isPresent()) {
                String name = place.get().name();
                Optional<String> network = assigned.network(name);
                ledger.add(
                        Code.NAME_IN_FILE,
                        new Origin(file, number, place.get().start() + 1, ""),
                        network.map(of -> AssignedAddresses.reason(name, of))
                                        .orElse("the file contains '" + name
                                                + "', the machine of the container engine, which pods do not reach")
                                + "; the file is copied to '" + bundle + "' unchanged",
                        network.map(of -> AssignedAddresses.REMEDY)
                                .orElseGet(() -> MachineNames.remedyInFile(
                                        name, line.substring(place.get().end()), services)));
                return;
            }
        }
    }

    /** A name or an address in a line. */
    private record Place(String name, int start, int end) {}

    private Optional<Place> find(String line) {
        if (line.length() > LONGEST_LINE
                || line.indexOf('.') < 0
                || ImageSources.isComment(line)
                || ClientLists.isOne(line)) {
            return Optional.empty();
        }
        Optional<MatchResult> name = MachineNames.findUsed(line).filter(found -> !given.contains(found.group()));
        if (name.isPresent()) {
            return name.map(found -> new Place(found.group(), found.start(), found.end()));
        }
        return address.matcher(line)
                .results()
                .map(found -> {
                    int group = found.group(1) != null ? 1 : 2;
                    return new Place(found.group(group), found.start(group), found.end(group));
                })
                .filter(place -> gateways.contains(place.name())
                        || assigned.network(place.name()).isPresent())
                .findFirst();
    }

    /** Reports such names in what images are built from, and nothing mounts. */
    private void reportBuilt(Collection<ServiceFacts> facts, Binds binds) {
        MachineNamesInImages images =
                new MachineNamesInImages(services, ledger, bundles.reader(), bundles::shown, mounted);
        facts.forEach(service -> binds.context(service.attribute())
                .ifPresent(context -> images.report(service.attribute(), context, service.image())));
    }
}
