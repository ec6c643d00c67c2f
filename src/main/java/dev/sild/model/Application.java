package dev.sild.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Optional;

/**
 * A complete application: what runs, the names under which it is found, what it stores, and which components may
 * communicate.
 *
 * @param name the application's name, a DNS label; every object carries it as {@code app.kubernetes.io/instance}
 * @param components what runs, in an order in which each comes after those it waits for
 * @param endpoints the names under which components are found by each other
 * @param volumes storage that mounts refer to by name
 * @param files bundles of files and secret values that mounts and texts refer to by name
 * @param networks groups of components that may talk to each other; empty for no restrictions
 * @param exposures ports that are opened to the world outside
 * @param naming how its objects are named
 * @param calls every connection that there may be, in place of {@code networks}; empty where those say who may talk
 * @param scrapes whose figures are fetched
 * @param mesh the service mesh it is part of
 */
@RecordBuilder
public record Application(
        String name,
        List<Component> components,
        List<Endpoint> endpoints,
        List<Volume> volumes,
        List<Files> files,
        List<Network> networks,
        List<Exposure> exposures,
        Naming naming,
        Optional<Calls> calls,
        List<Scrape> scrapes,
        Mesh mesh)
        implements ApplicationBuilder.With {

    public Application {
        components = List.copyOf(components);
        endpoints = List.copyOf(endpoints);
        volumes = List.copyOf(volumes);
        files = List.copyOf(files);
        networks = List.copyOf(networks);
        exposures = List.copyOf(exposures);
        scrapes = List.copyOf(scrapes);
    }

    /** Returns an application of these components with nothing else, whose objects have short names. */
    public static Application of(String name, List<Component> components) {
        return new Application(
                name,
                components,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Naming.PLAIN,
                Optional.empty(),
                List.of(),
                Mesh.NONE);
    }

    public Optional<Volume> volume(String volumeName) {
        return volumes.stream()
                .filter(volume -> volume.name().equals(volumeName))
                .findFirst();
    }

    /** Returns the file bundle of that name, if there is one. */
    public Optional<Files> files(String filesName) {
        return files.stream().filter(bundle -> bundle.name().equals(filesName)).findFirst();
    }

    public Optional<Component> component(String componentName) {
        return components.stream()
                .filter(component -> component.name().equals(componentName))
                .findFirst();
    }
}
