package dev.sild.stacks.shared;

import dev.sild.report.InputException;
import dev.sild.schema.Crds;
import dev.sild.schema.RandomResources;
import dev.sild.schema.ResourceReader;
import dev.sild.yaml.YamlLimits;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Stacks of a kind that nobody thought of. */
public final class RandomStacks<R extends CustomResource<?, ?>> {
    /** Those of every kind. */
    public static final List<RandomStacks<?>> ALL =
            KindCase.all().stream().<RandomStacks<?>>map(RandomStacks::new).toList();

    private static final int REMEMBERED = 100;

    private final KindCase<R> kind;
    private final RandomResources random;
    /** Several tests look at the same stacks, and to draw one takes longer than to look at it. */
    private final Map<Long, Drawn<R>> drawn = new LinkedHashMap<>();

    private final ResourceReader resources = new ResourceReader(Crds.ofSild(), YamlLimits.DEFAULT);

    /** Draws stacks of the kind. */
    public RandomStacks(KindCase<R> kind) {
        this.kind = kind;
        random = new RandomResources(kind.toString());
    }

    /**
     * A stack that was drawn.
     *
     * @param text the resource as JSON
     * @param json all that it says, with the defaults of what it does not say
     */
    public record Drawn<R extends CustomResource<?, ?>>(KindCase<R> kind, String text, Map<String, Object> json) {
        /** Returns what it describes where every password is being replaced. */
        public Stack translate() {
            return kind.translate(kind.read(text), inputs());
        }

        /** Returns the objects that it becomes then. */
        public String yaml() {
            return kind.yaml(kind.read(text), inputs());
        }

        private Inputs inputs() {
            Set<String> seeds = kind.translate(kind.read(text), Inputs.OFFLINE).seeds().stream()
                    .map(SecretSeed::name)
                    .collect(Collectors.toSet());
            return new Inputs(Inputs.OFFLINE.capabilities(), seeds);
        }
    }

    /** Returns one that is not refused: the same for the same seed. */
    public synchronized Drawn<R> next(long seed) {
        if (drawn.size() > REMEMBERED) {
            drawn.clear();
        }
        return drawn.computeIfAbsent(seed, this::accepted);
    }

    private Drawn<R> accepted(long seed) {
        return Stream.iterate(seed, last -> last + 1_000_003)
                .map(this::draw)
                .filter(RandomStacks::isTranslated)
                .findFirst()
                .orElseThrow();
    }

    private Drawn<R> draw(long seed) {
        String text = random.next(seed);
        try {
            return new Drawn<>(kind, text, resources.read(text, "random").get(0).json());
        } catch (InputException e) {
            throw new AssertionError(e);
        }
    }

    /** What cannot be seen by a rule of the schema is refused, in words of its own. */
    private static boolean isTranslated(Drawn<?> drawn) {
        try {
            drawn.translate();
            return true;
        } catch (IllegalArgumentException refused) {
            if (!refused.getMessage()
                    .matches("the variable \\S+ of \\S+ (would hold two addresses|is in both env and secretEnv): .*")) {
                throw new AssertionError(drawn.text(), refused);
            }
            return false;
        }
    }

    @Override
    public String toString() {
        return kind.toString();
    }
}
