package dev.sild.images;

import dev.sild.images.ImageFacts.Attribute;
import dev.sild.images.ImageFacts.Shell;
import dev.sild.images.health.Healthcheck;
import dev.sild.model.Origin;
import dev.sild.model.Port;
import dev.sild.units.Digits;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@link ImageFacts} in the making; starts with nothing known. */
final class FactsBuilder {
    private static final int MOST_PORTS = 1000;

    String name = "";
    final Set<Port> ports = new LinkedHashSet<>();
    Optional<Long> uid = Optional.empty();
    Optional<Long> gid = Optional.empty();
    String userName = "";
    boolean startsAsRoot;
    boolean keepsOwner;
    Optional<List<String>> writesAsUser = Optional.empty();
    final Set<String> dataFolders = new LinkedHashSet<>();
    final Set<String> lastingFolders = new LinkedHashSet<>();
    final Set<String> workFolders = new LinkedHashSet<>();
    final Set<String> passingFolders = new LinkedHashSet<>();
    final Set<String> sharedFolders = new LinkedHashSet<>();
    final Set<String> dataOptions = new LinkedHashSet<>();
    boolean dataByHostName;
    Optional<List<String>> announced = Optional.empty();
    final Set<ImageFacts.RefusedMount> refusedMounts = new LinkedHashSet<>();
    final Map<String, Integer> room = new LinkedHashMap<>();
    final Set<String> freeSpace = new LinkedHashSet<>();
    final Set<String> elsewhere = new LinkedHashSet<>();
    boolean wantsEmptyDataFolder;
    String workingDir = "";
    Optional<Healthcheck> health = Optional.empty();
    Shell shell = Shell.UNKNOWN;
    final Set<String> content = new LinkedHashSet<>();
    final Set<ContextCopies.Copy> copies = new LinkedHashSet<>();
    final Set<String> scriptPaths = new LinkedHashSet<>();
    final Set<String> lacks = new LinkedHashSet<>();
    boolean baseKnown;
    List<String> entrypoint = List.of();
    List<String> command = List.of();
    Map<String, Long> users = Map.of();
    Map<String, Long> groups = Map.of();
    final Map<String, String> env = new LinkedHashMap<>();
    final Map<Attribute, Origin> origins = new EnumMap<>(Attribute.class);

    /**
     * Adds the ports of one word of {@code EXPOSE}: {@code 8080}, {@code 53/udp}, {@code 7000-7010/tcp}.
     *
     * @return what is wrong with the word, empty where nothing is
     */
    String expose(String word) {
        int slash = word.indexOf('/');
        String protocol = slash < 0 ? "tcp" : word.substring(slash + 1).toLowerCase(Locale.ROOT);
        String numbers = slash < 0 ? word : word.substring(0, slash);
        // The builder takes a published port before the container's, as in "8080:80", and leaves it aside.
        numbers = numbers.substring(numbers.lastIndexOf(':') + 1);
        int dash = numbers.indexOf('-');
        int first = Digits.port(dash < 0 ? numbers : numbers.substring(0, dash));
        int last = dash < 0 ? first : Digits.port(numbers.substring(dash + 1));
        Optional<Port.Protocol> transport = protocol(protocol);
        if (first == 0 || last < first || transport.isEmpty() || ports.size() + last - first >= MOST_PORTS) {
            return "EXPOSE needs a port, not " + DockerfileLines.shown(word);
        }
        for (int port = first; port <= last; port++) {
            ports.add(Port.of(port, transport.get(), Port.Source.IMAGE));
        }
        return "";
    }

    /** Notes that a script may install what it names; one that runs another script may install anything. */
    void mayInstall(String script) {
        lacks.removeIf(program -> script.contains(program) || script.contains(".sh") || script.contains("make "));
    }

    private static Optional<Port.Protocol> protocol(String name) {
        return switch (name) {
            case "tcp" -> Optional.of(Port.Protocol.TCP);
            case "udp" -> Optional.of(Port.Protocol.UDP);
            case "sctp" -> Optional.of(Port.Protocol.SCTP);
            default -> Optional.empty();
        };
    }

    ImageFacts build() {
        return new ImageFacts(
                name,
                new ArrayList<>(ports),
                uid,
                gid,
                userName,
                startsAsRoot,
                keepsOwner,
                writesAsUser,
                new ArrayList<>(dataFolders),
                new ArrayList<>(lastingFolders),
                new ArrayList<>(workFolders),
                new ArrayList<>(passingFolders),
                new ArrayList<>(sharedFolders),
                new ArrayList<>(dataOptions),
                dataByHostName,
                announced,
                new ArrayList<>(refusedMounts),
                room,
                new ArrayList<>(freeSpace),
                new ArrayList<>(elsewhere),
                wantsEmptyDataFolder,
                workingDir,
                health,
                shell,
                new ArrayList<>(content),
                new ContextCopies(new ArrayList<>(copies)),
                new ArrayList<>(scriptPaths),
                lacks.stream()
                        .filter(program -> content.stream().noneMatch(path -> path.contains("bin")))
                        .toList(),
                baseKnown,
                entrypoint,
                command,
                users,
                groups,
                env,
                origins);
    }
}
