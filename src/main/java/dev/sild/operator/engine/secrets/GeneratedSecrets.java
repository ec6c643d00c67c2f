package dev.sild.operator.engine.secrets;

import dev.sild.stacks.shared.SecretSeed;
import dev.sild.stacks.shared.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The Secrets that the operator would generate, for who applies a stack's objects without it. */
public final class GeneratedSecrets {
    private GeneratedSecrets() {}

    /**
     * Returns a stack's generated Secrets as trees, in their order, with newly generated values.
     *
     * @param random what the values are drawn from; it must not be guessable
     */
    public static List<Map<String, Object>> of(Stack stack, RandomGenerator random) {
        return of(stack, random, name -> Map.of());
    }

    /**
     * Returns them as {@link #of(Stack, RandomGenerator)} does, with the values that are there.
     *
     * @param present returns the data of the Secret of a name, base64-encoded; empty for one that is not there
     */
    public static List<Map<String, Object>> of(
            Stack stack, RandomGenerator random, Function<String, Map<String, String>> present) {
        SeedValues values = new SeedValues(random);
        List<Map<String, Object>> secrets = new ArrayList<>();
        for (SecretSeed seed : stack.seeds()) {
            secrets.add(
                    SecretSeeds.made(seed, stack.application(), values.completed(seed, present.apply(seed.name()))));
        }
        return secrets;
    }
}
