package dev.sild.operator.engine.state;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The objects that are there: all that are a stack's, and those that have a name that one of its objects should have.
 */
public final class Observed {
    private final Map<Ref, LiveObject> objects = new LinkedHashMap<>();

    public Observed(Collection<LiveObject> objects) {
        objects.forEach(live -> this.objects.put(live.ref(), live));
    }

    public Optional<LiveObject> get(Ref ref) {
        return Optional.ofNullable(objects.get(ref));
    }

    public Collection<LiveObject> all() {
        return objects.values();
    }
}
