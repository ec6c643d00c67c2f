package dev.sild.operator.engine.plan;

import dev.sild.operator.engine.state.Marks;
import dev.sild.operator.engine.state.Ref;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which objects that are nobody's the user gave to a stack, by an annotation of the stack.
 *
 * @param objects as {@code Kind/name}; {@code *} for all
 */
public record Adoption(Set<String> objects) {
    /** None at all. */
    public static final Adoption NONE = new Adoption(Set.of());

    public Adoption {
        objects = Set.copyOf(objects);
    }

    /** Returns what the annotation of a stack says. */
    public static Adoption of(HasMetadata stack) {
        Map<String, String> annotations = stack.getMetadata().getAnnotations();
        String text = annotations == null ? "" : annotations.getOrDefault(Marks.ADOPT, "");
        return new Adoption(Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(object -> !object.isEmpty())
                .collect(Collectors.toUnmodifiableSet()));
    }

    boolean includes(Ref ref) {
        return objects.contains("*") || objects.contains(ref.toString());
    }
}
