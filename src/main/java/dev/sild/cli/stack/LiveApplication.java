package dev.sild.cli.stack;

import dev.sild.operator.engine.state.LiveObject;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;

/** What commands can be about in a cluster: a stack, or a converted project. */
public sealed interface LiveApplication permits LiveStack, LiveProject {
    String namespace();

    String name();

    /** Returns when it was created, as the API server writes times; empty where that is not known. */
    String created();

    /** Returns the names of its components, by which a command line can name them. */
    List<String> components();

    /** Whether a word of a command line names it. */
    boolean isMeant(String word);

    /** Whether a word after its name means one of its workloads. */
    boolean isMeant(LiveObject workload, String word);

    /** Returns the label selector of its objects; not all that it selects need to be {@linkplain #owns its own}. */
    String selector();

    /** Whether an object that {@link #selector()} selects belongs to it. */
    boolean owns(LiveObject object);

    /** Returns the label selector of its pods; not all that it selects need to be {@linkplain #runs its own}. */
    String podSelector();

    /** Whether a pod that {@link #podSelector()} selects belongs to it. */
    boolean runs(Pod pod);
}
