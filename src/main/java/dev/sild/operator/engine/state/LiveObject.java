package dev.sild.operator.engine.state;

import dev.sild.kubernetes.objects.Labels;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An object as the API server has it. It is read and never changed: what is here may be an informer's own.
 *
 * @param ref which object it is
 * @param resource the object
 */
public record LiveObject(Ref ref, GenericKubernetesResource resource) {

    /** Returns an object of a kind that stacks have. */
    public static LiveObject of(ChildKind kind, GenericKubernetesResource resource) {
        ObjectMeta metadata = resource.getMetadata();
        return new LiveObject(new Ref(kind, metadata.getNamespace(), metadata.getName()), resource);
    }

    /** Returns what the API server gave the object when it was made. */
    public String uid() {
        return metadata().getUid();
    }

    /** Returns what changes with each of the object's changes. */
    public String resourceVersion() {
        return metadata().getResourceVersion();
    }

    /** Returns the object's generation; 0 for a kind that has none. */
    public long generation() {
        return metadata().getGeneration() == null ? 0 : metadata().getGeneration();
    }

    /** Whether the object is on its way out. */
    public boolean isDeleting() {
        return metadata().getDeletionTimestamp() != null;
    }

    public Map<String, String> labels() {
        return metadata().getLabels() == null ? Map.of() : metadata().getLabels();
    }

    /** Returns the labels of a workload's pods, which are Sild's own; empty for another kind. */
    public Map<String, String> podLabels() {
        Map<String, String> labels = new LinkedHashMap<>();
        inTemplate("metadata", "labels")
                .filter(Map.class::isInstance)
                .ifPresent(map -> ((Map<?, ?>) map).forEach((key, value) -> labels.put("" + key, "" + value)));
        return labels;
    }

    /**
     * Returns the component that it belongs to; empty where it has none. A workload may have further labels of users,
     * so its pods' labels tell.
     */
    public String component() {
        String ofPods = Labels.component(podLabels());
        return ofPods.isEmpty() ? Labels.component(labels()) : ofPods;
    }

    public Optional<String> annotation(String name) {
        return metadata().getAnnotations() == null
                ? Optional.empty()
                : Optional.ofNullable(metadata().getAnnotations().get(name));
    }

    public List<OwnerReference> ownerReferences() {
        return metadata().getOwnerReferences() == null ? List.of() : metadata().getOwnerReferences();
    }

    /** Returns the one owner that manages the object, where there is one. */
    public Optional<OwnerReference> controller() {
        return ownerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .findFirst();
    }

    public List<ManagedFieldsEntry> managedFields() {
        return metadata().getManagedFields() == null ? List.of() : metadata().getManagedFields();
    }

    /** Returns a field below the top, of maps within maps; nothing where it is not there. */
    public Optional<Object> field(String... path) {
        Object value = resource.getAdditionalProperties();
        for (String name : path) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return Optional.ofNullable(value);
    }

    /** Returns a number below the top; the given one where it is not there. */
    public long number(long otherwise, String... path) {
        return field(path)
                .filter(Number.class::isInstance)
                .map(value -> ((Number) value).longValue())
                .orElse(otherwise);
    }

    /** Returns the images of a workload's containers, in their order; empty for another kind. */
    public List<String> images() {
        return ofContainers("image");
    }

    /** Returns the names of a workload's containers, in their order; empty for another kind. */
    public List<String> containers() {
        return ofContainers("name");
    }

    private List<String> ofContainers(String field) {
        return inTemplate("spec", "containers")
                .filter(List.class::isInstance)
                .map(containers -> ((List<?>) containers)
                        .stream()
                                .filter(Map.class::isInstance)
                                .map(container -> ((Map<?, ?>) container).get(field))
                                .filter(String.class::isInstance)
                                .map(String.class::cast)
                                .toList())
                .orElse(List.of());
    }

    private Optional<Object> inTemplate(String... path) {
        return Stream.of(List.of("spec"), List.of("spec", "jobTemplate", "spec"))
                .flatMap(above -> field(Stream.of(above, List.of("template"), List.of(path))
                                .flatMap(List::stream)
                                .toArray(String[]::new))
                        .stream())
                .findFirst();
    }

    public ObjectMeta metadata() {
        return resource.getMetadata();
    }
}
