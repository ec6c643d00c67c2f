package dev.sild.operator.engine.observe;

import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Ref;
import java.util.function.Supplier;

/** Carries out writes, so that what the watches report of them is not taken for the work of somebody else. */
@FunctionalInterface
public interface Writes {
    /**
     * Writes an object and returns it as the API server returned it.
     *
     * @param ref the object
     * @param request the request; what it throws is passed on
     */
    LiveObject of(Ref ref, Supplier<LiveObject> request);
}
