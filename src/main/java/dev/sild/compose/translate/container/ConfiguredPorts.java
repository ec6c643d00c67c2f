package dev.sild.compose.translate.container;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.image.ServiceImage;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ports.ServerPorts;
import dev.sild.model.Port;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The ports at which a known server is configured to listen.
 *
 * @param server what it is
 * @param ports where it listens
 * @param from what says so, for the user
 */
public record ConfiguredPorts(ServerPorts server, List<Port> ports, String from) {
    /**
     * Returns the ports that its options, a variable or its files name, in this order; empty where none does.
     *
     * @param process the words of the process; none for the image's own
     * @param variables the environment
     * @param root the project
     */
    public static Optional<ConfiguredPorts> of(
            ServiceImage image,
            Attribute service,
            List<String> process,
            Map<String, String> variables,
            Attribute root,
            FileBundles files) {
        Optional<ServerPorts> known = ServerPorts.of(image.program());
        List<String> starts = known.map(server -> server.starts(process)).orElse(List.of());
        if (known.isEmpty() || starts.isEmpty()) {
            return Optional.empty();
        }
        ServerPorts server = known.get();
        List<ServerFile> read = server.files(starts).stream()
                .flatMap(place -> ServerFile.at(place, service, image, root, files).stream())
                .toList();
        List<String> texts = read.stream().map(ServerFile::text).toList();
        List<Port> ofFiles = server.ports(List.of(), texts);
        List<Port> all = server.ports(starts, texts);
        Optional<Port> ofVariable = ServerPorts.ofNumber(variables.getOrDefault(server.variable(), ""));
        if (ofVariable.isPresent() && server.ports(starts, List.of()).isEmpty()) {
            return Optional.of(
                    new ConfiguredPorts(server, List.of(ofVariable.get()), "its variable " + server.variable()));
        }
        if (all.isEmpty()) {
            return Optional.empty();
        }
        String from = all.equals(ofFiles)
                ? read.stream()
                        .filter(file ->
                                !server.ports(List.of(), List.of(file.text())).isEmpty())
                        .map(file -> "'" + file.shown() + "'")
                        .distinct()
                        .collect(Collectors.joining(", "))
                : "its command";
        return Optional.of(new ConfiguredPorts(server, all, from));
    }

    /** Whether a port is the usual one of a server that listens elsewhere. */
    public boolean replaces(Port port) {
        return port.number() == server.usual() && ports.stream().noneMatch(own -> own.number() == port.number());
    }
}
