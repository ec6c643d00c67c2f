package dev.sild.explain;

import dev.sild.kubernetes.objects.Index;
import dev.sild.kubernetes.objects.Labels;
import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Endpoint;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.model.Names;
import dev.sild.model.Origin;
import dev.sild.model.Text;
import dev.sild.model.Volume;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which parts of a project the objects of its application come from. */
final class ObjectSources {
    private static final String TARGET = "target";

    private final Application application;
    private final SourceAttribute root;

    ObjectSources(Application application, SourceAttribute root) {
        this.application = application;
        this.root = root;
    }

    /** Returns the services of an object, or the volume, network or files that it is made of. */
    List<SourceAttribute> of(HasMetadata object) {
        String name = object.getMetadata().getName();
        return switch (object.getKind()) {
            case "ConfigMap", "Secret", "ExternalSecret" ->
                application.files().stream()
                        .filter(Files::supplied)
                        .filter(files -> isObjectOf(files, name))
                        .flatMap(this::ofFiles)
                        .distinct()
                        .toList();
            case "PersistentVolume", "PersistentVolumeClaim" ->
                application.volumes().stream()
                        .filter(volume -> Index.object(application, volume).equals(name))
                        .flatMap(this::ofVolume)
                        .toList();
            case "NetworkPolicy" -> ofPolicy((NetworkPolicy) object);
            case "Service" ->
                application.endpoints().stream()
                        .filter(endpoint ->
                                application.naming().object(endpoint.dnsName()).equals(name))
                        .findFirst()
                        .map(this::ofEndpoint)
                        .orElseGet(() -> ofLabels(object));
            default -> ofLabels(object);
        };
    }

    /** Returns the service of a container; nothing for one that Sild adds to the pod. */
    List<SourceAttribute> ofContainer(HasMetadata object, String name) {
        Optional<Component> component = component(object);
        if (component.isEmpty()) {
            return List.of();
        }
        Component pod = component.get();
        Stream<Origin> main = pod.containers().stream()
                .filter(container -> container.name().equals(name))
                .map(pod::origin);
        Stream<Origin> first = pod.inits().stream()
                .filter(container -> container.name().equals(name))
                .map(Container::origin);
        return Stream.concat(main, first).flatMap(this::at).toList();
    }

    /** Returns the volume of that name, or where services mount it if it is not declared. */
    List<SourceAttribute> ofVolume(String name) {
        return application.volume(name).stream().flatMap(this::ofVolume).toList();
    }

    private Stream<SourceAttribute> ofVolume(Volume volume) {
        List<SourceAttribute> declared =
                declared("volumes", key -> Names.label(key).equals(volume.name()));
        return declared.isEmpty()
                ? mounts(mount -> mount.source().equals(new Mount.OfVolume(volume.name())))
                : declared.stream();
    }

    private boolean isObjectOf(Files files, String object) {
        String name = application.naming().object(files.name());
        // A bundle that is too large for one object has several.
        return object.equals(name)
                || object.startsWith(name + "-")
                        && object.substring(name.length() + 1).matches("[0-9]+");
    }

    private Stream<SourceAttribute> ofFiles(Files files) {
        Predicate<String> isKey = key -> files.name().startsWith(Names.label(key))
                && files.entries().stream().anyMatch(entry -> entry.key().equals(key));
        List<SourceAttribute> declared = Stream.of("secrets", "configs")
                .flatMap(kind -> declared(kind, isKey).stream())
                .toList();
        if (!declared.isEmpty()) {
            return declared.stream();
        }
        Stream<SourceAttribute> variables = application.components().stream()
                .flatMap(component -> Stream.concat(component.containers().stream(), component.inits().stream())
                        .filter(container -> container.env().stream().anyMatch(variable -> refersTo(variable, files)))
                        .flatMap(container -> at(component.origin(container))))
                .flatMap(service -> Stream.of("environment", "env_file")
                        .flatMap(key -> service.get(key).stream())
                        .filter(SourceAttribute::isWritten));
        return Stream.concat(variables, mounts(mount -> isOf(mount.source(), files)));
    }

    private static boolean refersTo(Container.Env variable, Files files) {
        return variable.value() instanceof Text.SecretRef secret
                && secret.files().equals(files.name());
    }

    private static boolean isOf(Mount.Source source, Files files) {
        return source instanceof Mount.OfFiles one && one.name().equals(files.name())
                || source instanceof Mount.OfMerged merged
                        && merged.parts().stream()
                                .anyMatch(part -> part.files().name().equals(files.name()));
    }

    /** Returns the attributes of services that are such mounts. */
    private Stream<SourceAttribute> mounts(Predicate<Mount> wanted) {
        return application.components().stream()
                .flatMap(component -> Stream.concat(component.containers().stream(), component.inits().stream())
                        .flatMap(container -> container.mounts().stream()
                                .filter(wanted)
                                .flatMap(mount ->
                                        at(component.origin(container)).flatMap(service -> mount(service, mount)))))
                .distinct();
    }

    private static Stream<SourceAttribute> mount(SourceAttribute service, Mount mount) {
        return Stream.of("volumes", "configs", "secrets")
                .flatMap(key -> service.get(key).stream())
                .flatMap(list -> list.items().stream())
                .filter(item -> item.get(TARGET)
                        .map(SourceAttribute::scalar)
                        .filter(target -> target.replaceAll("(?<=.)/+$", "").equals(mount.path()))
                        .isPresent())
                .filter(SourceAttribute::isWritten);
    }

    private List<SourceAttribute> ofPolicy(NetworkPolicy policy) {
        Map<String, String> selected = policy.getSpec().getPodSelector().getMatchLabels();
        List<String> networks = selected == null
                ? List.of()
                : selected.keySet().stream()
                        .filter(key -> key.startsWith(Labels.NETWORK))
                        .map(key -> key.substring(Labels.NETWORK.length()))
                        .toList();
        return networks.isEmpty() ? ofLabels(policy) : declared("networks", key -> networks.contains(Names.label(key)));
    }

    private List<SourceAttribute> ofEndpoint(Endpoint endpoint) {
        return endpoint.components().stream()
                .flatMap(name -> application.component(name).stream())
                .flatMap(this::services)
                .distinct()
                .toList();
    }

    private List<SourceAttribute> ofLabels(HasMetadata object) {
        return component(object).stream().flatMap(this::services).distinct().toList();
    }

    private Stream<SourceAttribute> services(Component component) {
        return Stream.concat(component.containers().stream(), component.inits().stream())
                .map(component::origin)
                .flatMap(this::at);
    }

    private Optional<Component> component(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels == null
                ? Optional.empty()
                : Optional.ofNullable(labels.get(Labels.NAME)).flatMap(application::component);
    }

    private Stream<SourceAttribute> at(Origin origin) {
        return origin.path().isEmpty() ? Stream.empty() : root.at(origin.path()).stream();
    }

    private List<SourceAttribute> declared(String kind, Predicate<String> isKey) {
        return root.get(kind).stream()
                .flatMap(all -> all.entries().stream())
                .filter(entry -> isKey.test(entry.key()))
                .filter(entry -> entry.position().line() > 0)
                .toList();
    }
}
