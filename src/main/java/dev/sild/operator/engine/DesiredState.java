package dev.sild.operator.engine;

import dev.sild.kubernetes.Renderer;
import dev.sild.operator.engine.secrets.SecretSeeds;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.Owner;
import dev.sild.stacks.shared.SecretSeed;
import dev.sild.stacks.shared.Stack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.ArrayList;
import java.util.List;

/** From a stack to its objects as they should be: the one renderer's, with owner and hash. */
public final class DesiredState {
    private DesiredState() {}

    /**
     * Returns a stack's objects in the order in which they should be made; generated Secrets first, without their data.
     */
    public static List<Desired> of(Stack stack, Owner owner) {
        List<Desired> desired = new ArrayList<>();
        for (SecretSeed seed : stack.seeds()) {
            desired.add(Desired.of(
                    SecretSeeds.stated(seed, stack.application()),
                    owner,
                    stack.kept().contains(seed.name())));
        }
        for (HasMetadata object :
                Renderer.render(stack.application(), stack.options()).objects()) {
            boolean kept = object instanceof PersistentVolumeClaim
                    && stack.kept().contains(object.getMetadata().getName());
            desired.add(Desired.of(object, owner, kept));
        }
        return List.copyOf(desired);
    }
}
