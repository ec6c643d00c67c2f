package dev.sild.cli.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.kinds.Kind;
import dev.sild.kinds.Kinds;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.schema.Resource;
import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.Stack;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.function.Function;

/**
 * A custom resource as its stack's translation takes it.
 *
 * @param resource the resource
 * @param translation the stack by what is known of the cluster
 */
public record StackResource(CustomResource<?, ?> resource, Function<Inputs, Stack> translation) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Returns a resource by its kind.
     *
     * @throws InputException where its schema allows what cannot be
     */
    public static StackResource of(Resource resource) throws InputException {
        try {
            return of(Kinds.named(resource.crd().kind()), resource);
        } catch (IllegalArgumentException impossible) {
            throw new InputException(new Finding(
                    Code.INPUT_INVALID,
                    resource.root().position().origin(""),
                    String.valueOf(impossible.getMessage()),
                    "correct the resource"));
        }
    }

    private static <R extends CustomResource<?, ?>> StackResource of(Kind<R> kind, Resource resource) {
        R stack = JSON.convertValue(resource.json(), kind.type());
        // What cannot be is refused before anybody asks for the translation.
        kind.translate(stack, Inputs.OFFLINE);
        return new StackResource(stack, inputs -> kind.translate(stack, inputs));
    }
}
