package dev.sild.compose.translate.relations;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.KnownImages;
import dev.sild.model.Endpoint;
import dev.sild.model.Files;
import dev.sild.report.Code;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which names need a Service. A service's own name, an alias and a link always do, since a program in an image may
 * contain them. A {@code container_name} or {@code hostname} does only if a value of the compose file, a file that
 * travels with the manifests, or a file of a build context contains it, or a known image of a service connects to it by
 * default; a variable that names something else, as in {@code POSTGRES_USER=shop}, is none of them. A
 * {@code container_name} on an external network always needs one: it is what other projects call the service. What
 * compose itself calls a container does only if it is found, and so does the own name of a Job or a worker without a
 * port.
 */
public final class UsedNames {
    /** What names a service, an image or a place, and no host. */
    static final Set<String> NO_HOSTS =
            Set.of("container_name", "hostname", "image", "volumes", "networks", "depends_on", "profiles", "logging");

    private static final Set<String> COMMANDS = Set.of("command", "entrypoint");

    /** Where a service contains words like its own name, such as {@code setup.sh}, by which nobody finds it. */
    private static final Set<String> OWN_WORDS = Set.of("command", "entrypoint", "build", "labels", "annotations");

    /** Variables that name a user, a database or a mode, which may be called like a container. */
    private static final Pattern NO_HOST_VARIABLE =
            Pattern.compile("(?i)(?!(?:.*[_.-])?(?:HOST|SERVER|NODE|SERVICE)[_.-]NAME$)"
                    + "(?:.*[_.-])?(?:NAME|USER(?:NAME)?|LOGIN|OWNER|PASS(?:WORD)?|DB(?:NAME)?|DATABASE|SCHEMA|BUCKET|TOPIC|PREFIX"
                    + "|TITLE|LABEL|TAG|ENV(?:IRONMENT)?|PROFILES?|MODE|ROLE|TYPE|KIND|DRIVER|CONNECTION|ENGINE)");

    private static final Set<String> NO_HOSTS_OF_BUILDS = Set.of("context", "dockerfile", "tags", "cache_from");

    private final Relations relations;
    /**
     * Where each name is written that was not found yet, by what it is in Kubernetes; nowhere for what compose calls a
     * container.
     */
    private final Map<String, Optional<Attribute>> candidates = new LinkedHashMap<>();
    /** The names by each word that means them. */
    private final Map<String, Set<String>> words = new HashMap<>();
    /** The service whose command or build is searched, by which it does not find itself; empty for none. */
    private String own = "";

    private UsedNames(Relations relations) {
        this.relations = relations;
    }

    /**
     * Returns the endpoints that something can use, and reports each name that gets none.
     *
     * @param project the project as it was loaded
     * @param unreachable the own names that are needed only if they are found, each as the compose file has it
     * @param files what travels with the manifests; its reader reads build contexts
     * @param written whether every name that the compose file has is needed, as it costs nothing
     */
    public static List<Endpoint> needed(
            List<Endpoint> endpoints,
            Map<String, String> unreachable,
            Relations relations,
            MapNode project,
            FileBundles files,
            boolean written) {
        UsedNames names = new UsedNames(relations);
        if (!written) {
            names.findCandidates(endpoints, project);
            unreachable.forEach((name, service) -> names.addCandidate(name, service, Optional.empty()));
        }
        endpoints.stream()
                .map(Endpoint::dnsName)
                .filter(relations.names().ofContainers::contains)
                .forEach(names::addMadeUp);
        if (names.candidates.isEmpty()) {
            return endpoints;
        }
        names.searchProject(project);
        relations.services().values().stream()
                .filter(service -> !service.get("build").present())
                .flatMap(
                        service -> KnownImages.defaultHosts(service.get("image").peek()).stream())
                .forEach(names::found);
        for (Files bundle : names.candidates.isEmpty() ? List.<Files>of() : files.all()) {
            bundle.entries()
                    .forEach(entry ->
                            names.search(entry.path(), new String(entry.content(), StandardCharsets.ISO_8859_1)));
        }
        names.searchBuilds(files.reader(), files.folder());
        names.candidates.values().stream().flatMap(Optional::stream).forEach(UsedNames::report);
        return endpoints.stream()
                .filter(endpoint -> !names.candidates.containsKey(endpoint.dnsName()))
                .toList();
    }

    private void findCandidates(List<Endpoint> endpoints, MapNode project) {
        Set<String> all = endpoints.stream().map(Endpoint::dnsName).collect(Collectors.toSet());
        Set<String> meant = new HashSet<>();
        relations.services().values().forEach(service -> {
            addAliases(service, meant);
            if (service.get("networks").entries().keySet().stream().anyMatch(network -> isExternal(network, project))) {
                meant.add(relations
                        .names()
                        .changed()
                        .legal(service.get("container_name").peek()));
            }
        });
        relations.services().values().forEach(service -> {
            for (String key : List.of("container_name", "hostname")) {
                String written = service.get(key).peek();
                String name = relations.names().changed().legal(written);
                if (all.contains(name)
                        && !meant.contains(name)
                        && !relations.names().ownNames.contains(name)) {
                    addCandidate(name, written, Optional.of(service.get(key)));
                }
            }
        });
    }

    private static boolean isExternal(String network, MapNode project) {
        return project.get("networks") instanceof MapNode networks
                && networks.get(network) instanceof MapNode settings
                && settings.get("external") instanceof ScalarNode external
                && external.text().value().equals("true");
    }

    private void addAliases(Attribute service, Set<String> meant) {
        service.get("networks")
                .entries()
                .values()
                .forEach(network -> network.get("aliases")
                        .items()
                        .forEach(alias -> meant.add(relations.names().changed().legal(alias.peek()))));
        service.get("links").items().forEach(link -> {
            String alias = link.peek().substring(link.peek().indexOf(':') + 1);
            meant.add(relations.names().changed().legal(alias));
        });
    }

    /**
     * A word has no dots: of a name with dots, its first part is searched for. Under compose, the name of a container
     * resolves as it is written alone.
     */
    private void addCandidate(String name, String written, Optional<Attribute> where) {
        candidates.put(name, where);
        for (String form : where.isPresent() ? List.of(written) : List.of(name, written)) {
            int dot = form.indexOf('.');
            String word = (dot > 0 ? form.substring(0, dot) : form).toLowerCase(Locale.ROOT);
            words.computeIfAbsent(word, key -> new LinkedHashSet<>()).add(name);
        }
    }

    private void addMadeUp(String name) {
        addCandidate(name, name, Optional.empty());
    }

    private void searchProject(MapNode project) {
        if (project.get("services") instanceof MapNode services) {
            services.entries().forEach((name, service) -> {
                String component = relations.services().containsKey(name) ? relations.component(name) : "";
                if (service.value() instanceof MapNode map) {
                    map.entries().forEach((key, entry) -> {
                        own = OWN_WORDS.contains(key) ? component : "";
                        if (key.equals("environment") && entry.value() instanceof MapNode variables) {
                            searchVariables(variables);
                        } else if (COMMANDS.contains(key) && entry.value() instanceof ListNode words) {
                            search("", String.join(" ", texts(words)));
                        } else if (!NO_HOSTS.contains(key)) {
                            search(entry.value(), key.equals("build"));
                        }
                    });
                }
            });
            own = "";
        }
    }

    private static List<String> texts(ListNode words) {
        return words.items().stream()
                .map(word -> word instanceof ScalarNode scalar ? scalar.text().value() : "")
                .toList();
    }

    /** A value that is one word counts where its variable may hold a host. */
    private void searchVariables(MapNode variables) {
        variables.entries().forEach((name, variable) -> {
            boolean noHost = variable.value() instanceof ScalarNode scalar
                    && isNoHost(name, scalar.text().value());
            if (!noHost) {
                search(variable.value(), false);
            }
        });
    }

    /** Whether the value of a variable is one word that names a user, a database or a mode. */
    static boolean isNoHost(String variable, String value) {
        return value.chars().allMatch(c -> HostWords.isOfWord((char) c))
                && NO_HOST_VARIABLE.matcher(variable).matches();
    }

    private void search(Node node, boolean build) {
        if (node instanceof MapNode map) {
            map.entries().forEach((key, entry) -> {
                if (!build || !NO_HOSTS_OF_BUILDS.contains(key)) {
                    search(entry.value(), false);
                }
            });
        } else if (node instanceof ListNode list) {
            list.items().forEach(item -> search(item, false));
        } else if (!build && node instanceof ScalarNode scalar) {
            search("", scalar.text().value());
        }
    }

    private void searchBuilds(BindFiles reader, Path folder) {
        Set<Path> contexts = new LinkedHashSet<>();
        Set<Path> searched = new HashSet<>();
        for (Attribute service : relations.services().values()) {
            Attribute build = service.get("build");
            if (!build.present() || candidates.isEmpty()) {
                continue;
            }
            String context = build.get("context").peek();
            if (context.contains("://") || context.startsWith("git@")) {
                strikeOutWritten();
                continue;
            }
            Path path = folder.resolve(context).normalize();
            // One context may lie in another.
            BiConsumer<Path, String> once = (file, text) -> {
                if (searched.add(file)) {
                    search(file.toString(), text);
                }
            };
            if (contexts.add(path) && !reader.allTexts(path, once)) {
                // A file that was not read may contain any of them.
                strikeOutWritten();
            }
        }
    }

    /** A file that was not read may contain any of them, but hardly what compose makes up. */
    private void strikeOutWritten() {
        candidates.keySet().retainAll(relations.names().ofContainers);
    }

    /** Strikes out the names that are words of a text. */
    private void search(String file, String content) {
        if (!candidates.isEmpty()) {
            HostWords.of(file, content, this::found);
            if (!own.isEmpty()) {
                HostWords.inAddresses(content, word -> strikeOut(word, ""));
            }
        }
    }

    private void found(String word) {
        strikeOut(word, own);
    }

    private void strikeOut(String word, String besides) {
        words.getOrDefault(word, Set.of()).stream()
                .filter(name -> !name.equals(besides))
                .forEach(candidates::remove);
    }

    private static void report(Attribute where) {
        where.note(
                Code.NAME_UNUSED,
                "no value, file or build context has the host '" + where.peek() + "', so it gets no Service",
                "add it to the aliases of a network if a program uses it");
    }
}
