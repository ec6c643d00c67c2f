package dev.sild.operator.engine.plan;

import dev.sild.operator.engine.state.OwnerMarks;
import dev.sild.operator.engine.state.Ref;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The objects without an owner that the user lets a stack adopt, by an annotation of the stack.
 *
 * @param objects as {@code Kind/name}; {@code *} for all
 */
public record AdoptionConsent(Set<String> objects) {
    /** None at all. */
    public static final AdoptionConsent NONE = new AdoptionConsent(Set.of());

    public AdoptionConsent {
        objects = Set.copyOf(objects);
    }

    /** Returns what the annotation of a stack says. */
    public static AdoptionConsent of(HasMetadata stack) {
        Map<String, String> annotations = stack.getMetadata().getAnnotations();
        String text = annotations == null ? "" : annotations.getOrDefault(OwnerMarks.ADOPT, "");
        return new AdoptionConsent(Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(object -> !object.isEmpty())
                .collect(Collectors.toUnmodifiableSet()));
    }

    boolean includes(Ref ref) {
        return objects.contains("*") || objects.contains(ref.toString());
    }
}
