package dev.sild.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/** Whether a change of a stack is the user's: of its spec, or of the annotations by which it takes objects over. */
public final class AskedAnew implements OnUpdateFilter<HasMetadata> {
    @Override
    public boolean accept(HasMetadata now, HasMetadata before) {
        return !Objects.equals(
                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
                || !Objects.equals(
                        now.getMetadata().getAnnotations(), before.getMetadata().getAnnotations());
    }
}
