package dev.sild.stacks.shared;

import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.model.Application;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A stack as it should be, before it becomes objects.
 *
 * @param application what runs; its name is the stack's
 * @param options how it is rendered
 * @param seeds the Secrets that are generated once
 * @param kept the names of the volumes and seeds that outlive the stack, and their component's removal from it
 * @param needs the third-party kinds that the objects use
 * @param withheld what is left out since it is not allowed
 */
public record Stack(
        Application application,
        RenderOptions options,
        List<SecretSeed> seeds,
        Set<String> kept,
        Set<Capability> needs,
        List<Withheld> withheld) {

    /**
     * An object that is left out, with everything that belongs to it.
     *
     * @param apiVersion its group and version
     * @param kind its kind
     * @param name its name
     * @param requested whether the spec asks for it; otherwise the stack is complete without it
     * @param exists whether the object exists nevertheless, without a right that it needs
     * @param why what is missing, and which value of the chart allows it
     */
    public record Withheld(
            String apiVersion, String kind, String name, boolean requested, boolean exists, String why) {}

    public Stack {
        seeds = List.copyOf(seeds);
        kept = Set.copyOf(kept);
        needs = Set.copyOf(needs);
        withheld = List.copyOf(withheld);
    }

    /** Creates a stack from which nothing is left out. */
    public Stack(
            Application application,
            RenderOptions options,
            List<SecretSeed> seeds,
            Set<String> kept,
            Set<Capability> needs) {
        this(application, options, seeds, kept, needs, List.of());
    }

    /**
     * Returns the same where the Secrets and ConfigMaps that its pods read are known.
     *
     * @param identities see {@link RenderOptions#identities()}
     */
    public Stack with(Map<String, String> identities) {
        return new Stack(application, options.with(identities), seeds, kept, needs, withheld);
    }
}
