package dev.sild.cli.stack;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.OwnerMarks;
import dev.sild.schema.Crd;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A stack as the API server has it.
 *
 * @param crd the definition of its kind
 * @param resource the custom resource
 */
public record LiveStack(Crd crd, GenericKubernetesResource resource) implements LiveApplication {

    private static final Set<ChildKind> WORKLOADS =
            Set.of(ChildKind.DEPLOYMENT, ChildKind.STATEFUL_SET, ChildKind.DAEMON_SET, ChildKind.CRON_JOB);

    public String kind() {
        return crd.kind();
    }

    @Override
    public String namespace() {
        return resource.getMetadata().getNamespace();
    }

    @Override
    public String name() {
        return resource.getMetadata().getName();
    }

    @Override
    public String created() {
        return Objects.requireNonNullElse(resource.getMetadata().getCreationTimestamp(), "");
    }

    /** Returns those that the operator reports. */
    @Override
    public List<String> components() {
        return maps("status", "components").stream()
                .map(component -> String.valueOf(component.get("name")))
                .toList();
    }

    /** A word is {@code NAME} or {@code KIND/NAME}. */
    @Override
    public boolean isMeant(String word) {
        int slash = word.indexOf('/');
        if (slash < 0) {
            return word.equals(name());
        }
        String kind = word.substring(0, slash).toLowerCase(Locale.ROOT);
        return word.substring(slash + 1).equals(name())
                && (kind.equals(kind().toLowerCase(Locale.ROOT)) || crd.names().contains(kind));
    }

    @Override
    public boolean isMeant(LiveObject workload, String word) {
        return workload.component().equals(word);
    }

    /** A converted project may have the name of a stack; its objects are part of none. */
    @Override
    public String selector() {
        return Labels.MANAGED_BY + "=" + OwnerMarks.SILD + "," + podSelector();
    }

    /** A workload of a project, or of a stack of another kind, may have the same labels. */
    @Override
    public boolean owns(LiveObject object) {
        return !WORKLOADS.contains(object.ref().kind())
                || object.ownerReferences().stream()
                        .anyMatch(owner -> owner.getApiVersion().startsWith(OwnerMarks.PREFIX)
                                && owner.getKind().equals(kind())
                                && owner.getName().equals(name()));
    }

    @Override
    public String podSelector() {
        return Labels.INSTANCE + "=" + name() + "," + Labels.PART_OF + "=" + name();
    }

    @Override
    public boolean runs(Pod pod) {
        return true;
    }

    /** Returns kind and name as people write them, such as {@code WebStack/shop}. */
    @Override
    public String toString() {
        return kind() + "/" + name();
    }

    /** Returns what the client needs to ask for stacks of a kind. */
    public static ResourceDefinitionContext context(Crd crd) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(crd.group())
                .withVersion(crd.version())
                .withKind(crd.kind())
                .withPlural(crd.plural())
                .withNamespaced(true)
                .build();
    }

    /** Returns a field below the top, of maps within maps; empty where it is not there. */
    public Optional<Object> field(String... path) {
        Object value = resource.getAdditionalProperties();
        for (String name : path) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return Optional.ofNullable(value);
    }

    /** Returns a text below the top; empty where it is not there. */
    public String text(String... path) {
        return field(path).map(Object::toString).orElse("");
    }

    /** Returns the maps of a list below the top. */
    public List<Map<?, ?>> maps(String... path) {
        return field(path)
                .filter(List.class::isInstance)
                .map(list -> ((List<?>) list)
                        .stream()
                                .filter(Map.class::isInstance)
                                .<Map<?, ?>>map(map -> (Map<?, ?>) map)
                                .toList())
                .orElse(List.of());
    }

    /** Returns a condition; empty where the operator has not reported it. */
    public Optional<Map<?, ?>> condition(String type) {
        return maps("status", "conditions").stream()
                .filter(condition -> type.equals(condition.get("type")))
                .findFirst();
    }

    /** Whether a condition is reported and true. */
    public boolean is(String type) {
        return condition(type)
                .filter(condition -> "True".equals(condition.get("status")))
                .isPresent();
    }

    /** Whether the status is of the spec as it is now. */
    public boolean isObserved() {
        return field("status", "observedGeneration")
                .filter(Number.class::isInstance)
                .filter(seen -> resource.getMetadata().getGeneration() != null
                        && ((Number) seen).longValue() == resource.getMetadata().getGeneration())
                .isPresent();
    }

    public Optional<String> annotation(String name) {
        return resource.getMetadata().getAnnotations() == null
                ? Optional.empty()
                : Optional.ofNullable(resource.getMetadata().getAnnotations().get(name));
    }

    public List<ManagedFieldsEntry> managedFields() {
        return resource.getMetadata().getManagedFields() == null
                ? List.of()
                : resource.getMetadata().getManagedFields();
    }
}
