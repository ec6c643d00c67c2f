package dev.sild.compose.translate;

import dev.sild.compose.translate.network.NodeAddresses;
import dev.sild.compose.translate.network.OnOneNode;
import dev.sild.compose.translate.relations.NamesInFiles;
import dev.sild.compose.translate.relations.ProxyTargets;
import dev.sild.compose.translate.relations.RewrittenNames;
import dev.sild.compose.translate.relations.ServiceNames;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Ledger;
import dev.sild.compose.translate.storage.Binds;
import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hosts in files that lead nowhere in the cluster, which no conversion changes.
 *
 * @param root the project as it was written
 * @param names what the services are called
 * @param project what all services share
 * @param binds what is mounted, and what images are built from
 * @param ledger receives what is found
 */
record HostsInFiles(Attribute root, ServiceNames names, ProjectFacts project, Binds binds, Ledger ledger) {

    /**
     * Reports them.
     *
     * @param components what each service becomes
     * @param application what all become, with the files that travel with it
     * @param copied the files that Dockerfiles copy into images
     * @param proxied where proxies send requests, which is reported already
     */
    void report(
            Collection<ServiceFacts> services,
            List<Component> components,
            Application application,
            List<Files> copied,
            List<ProxyTargets.Target> proxied) {
        // The Secrets of variables are no files.
        Set<String> read = application.components().stream()
                .flatMap(component -> component.mounts().stream())
                .map(mount -> mount.source() instanceof Mount.OfFiles of ? of.name() : "")
                .collect(Collectors.toSet());
        List<Files> mounted = application.files().stream()
                .filter(bundle -> read.contains(bundle.name()))
                .toList();
        boolean podman = project.options().podman();
        NamesInFiles files = new NamesInFiles(names, variable -> values(services, variable), podman, ledger);
        files.report(mounted, copied, binds::shown);
        new NamesInImages(names, files, ledger, project.files()).report(services, binds, mounted, copied);
        if (!podman) {
            RewrittenNames.report(
                    names,
                    root.get("services").entries(),
                    Stream.concat(mounted.stream(), copied.stream()).toList(),
                    project.files().reader(),
                    project.files().folder(),
                    ledger);
            NodeAddresses.report(components, root.get("services"), project.files());
            OnOneNode.report(components, root.get("services"));
            new EngineMachine(root, ledger, project.files()).report(mounted, proxied, services, binds);
            BrowserAddresses.report(application, services, binds, project.files(), ledger);
        }
    }

    /** Returns the values that the containers of services have for a variable. */
    private static Stream<String> values(Collection<ServiceFacts> services, String variable) {
        return services.stream()
                .flatMap(service -> Stream.of(
                        service.attribute().get("environment").get(variable).peek(),
                        service.image()
                                .facts()
                                .map(image -> image.env().getOrDefault(variable, ""))
                                .orElse("")))
                .filter(value -> !value.isEmpty());
    }
}
