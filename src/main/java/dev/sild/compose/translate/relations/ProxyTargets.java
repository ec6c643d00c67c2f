package dev.sild.compose.translate.relations;

import dev.sild.images.ServerFiles;
import dev.sild.images.ports.ProxyFile;
import dev.sild.model.Component;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Finds where the proxies of a project send requests, in the configuration that they mount or have in their images. */
public final class ProxyTargets {
    /**
     * A host that a component's configuration names.
     *
     * @param component whose configuration it is
     * @param port 0 where it is not known
     * @param file the file's path as the user knows it
     * @param line the line, counted from 1
     * @param program the proxy
     * @param strict whether it does not start if the host has no address
     */
    public record Target(
            String component, String host, int port, String file, int line, String program, boolean strict) {}

    /** The maximum number of addresses that are looked at in all: thousands of services may mount one file. */
    private static final int MOST = 50_000;

    /** A file, as one component has it. */
    private record Configuration(String file, ProxyFile content) {}

    private final BiFunction<Files, Files.Entry, String> shown;
    private final Map<String, Files> bundles = new HashMap<>();
    /** What was read before: a thousand services may mount the same file. */
    private final IdentityHashMap<byte[], Optional<ProxyFile>> read = new IdentityHashMap<>();

    private final Map<String, Boolean> code = new HashMap<>();
    private int left = MOST;

    /**
     * Creates an instance.
     *
     * @param bundles the files that travel with the application
     * @param shown returns the path of a file of a bundle as the user knows it
     */
    public ProxyTargets(List<Files> bundles, BiFunction<Files, Files.Entry, String> shown) {
        this.shown = shown;
        bundles.forEach(files -> this.bundles.put(files.name(), files));
    }

    /**
     * Returns the targets, each once for a component and a file.
     *
     * @param copied files that Dockerfiles copy into the images of components
     * @param variables returns the values of a component's variables, which are empty where it has none
     */
    public List<Target> of(
            List<Component> components, List<Files> copied, Function<String, UnaryOperator<String>> variables) {
        Map<String, Files> ofImages = new HashMap<>();
        copied.forEach(files -> files.owner().ifPresent(owner -> ofImages.put(owner, files)));
        List<Target> targets = new ArrayList<>();
        for (Component component : components) {
            List<Configuration> configurations = mounted(component);
            Optional.ofNullable(ofImages.get(component.name()))
                    .ifPresent(files ->
                            files.entries().forEach(entry -> read(entry.key(), entry.path(), entry, configurations)));
            if (!configurations.isEmpty()) {
                add(component.name(), configurations, variables.apply(component.name()), targets);
            }
        }
        return targets;
    }

    private List<Configuration> mounted(Component component) {
        List<Configuration> configurations = new ArrayList<>();
        for (Mount mount : component.mounts()) {
            Files files = mount.source() instanceof Mount.OfFiles of ? bundles.get(of.name()) : null;
            boolean alone = !mount.subPath().isEmpty();
            for (Files.Entry entry :
                    files == null || !alone && isCode(mount, files) ? List.<Files.Entry>of() : files.entries()) {
                if (!alone || mount.subPath().equals(entry.path())) {
                    read(
                            alone ? mount.path() : mount.path() + "/" + entry.path(),
                            shown.apply(files, entry),
                            entry,
                            configurations);
                }
            }
        }
        return configurations;
    }

    /** Whether a mounted folder is source code, which may have the configuration of servers elsewhere beside it. */
    private boolean isCode(Mount mount, Files files) {
        return !ServerFiles.isOfConfiguration(mount.path() + "/")
                && code.computeIfAbsent(
                        files.name(),
                        name -> files.entries().stream()
                                .anyMatch(entry -> !ServerFiles.mayBeConfiguration(entry.path())));
    }

    private void read(String place, String file, Files.Entry entry, List<Configuration> configurations) {
        if (!ServerFiles.isPutAside(file) && ServerFiles.isIncluded(place)) {
            read.computeIfAbsent(
                            entry.content(),
                            // A byte a character: names of hosts and numbers are ASCII.
                            content -> ProxyFile.of(file, new String(content, StandardCharsets.ISO_8859_1)))
                    .ifPresent(content -> configurations.add(new Configuration(file, content)));
        }
    }

    private void add(
            String component,
            List<Configuration> configurations,
            UnaryOperator<String> variables,
            List<Target> targets) {
        Set<String> names = new HashSet<>();
        configurations.forEach(each -> names.addAll(each.content().names()));
        Set<List<Object>> known = new HashSet<>();
        for (Configuration each : configurations) {
            for (ProxyFile.Target target : each.content().targets()) {
                if (--left < 0) {
                    return;
                }
                each.content()
                        .address(target, variables)
                        .filter(address -> !target.mayBeName() || !names.contains(address.host()))
                        .filter(address -> known.add(List.of(each.file(), address)))
                        .ifPresent(address -> targets.add(new Target(
                                component,
                                address.host(),
                                address.port(),
                                each.file(),
                                target.line(),
                                each.content().kind().program(),
                                each.content().strict())));
            }
        }
    }
}
