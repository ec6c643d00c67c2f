package dev.sild.stacks.shared;

import dev.sild.model.Container;
import dev.sild.model.Container.Env;
import dev.sild.model.Container.PullPolicy;
import dev.sild.model.ContainerBuilder;
import dev.sild.model.Resources;
import dev.sild.model.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container of a program that Sild runs.
 *
 * @param image the image's reference
 * @param pulled when the image is pulled; empty for the cluster's default
 * @param resources what it may use
 * @param env environment variables of the user, each of which replaces the one of Sild with its name
 */
public record StackProgram(String image, Optional<PullPolicy> pulled, Resources resources, List<Env> env) {
    public StackProgram {
        env = List.copyOf(env);
    }

    /**
     * Returns the container as far as it is known.
     *
     * @param ours the variables that Sild sets, which come first: later ones may refer to them
     */
    public ContainerBuilder draft(String name, List<Env> ours) {
        Map<String, Text> variables = new LinkedHashMap<>();
        ours.forEach(variable -> variables.put(variable.name(), variable.value()));
        env.forEach(variable -> variables.put(variable.name(), variable.value()));
        List<Env> all = new ArrayList<>();
        variables.forEach((variable, value) -> all.add(new Env(variable, value)));
        return ContainerBuilder.builder(Container.of(name, Text.of(image)))
                .pullPolicy(pulled)
                .resources(resources)
                .env(all);
    }
}
