package dev.sild.schema;

import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.yaml.YamlLimits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Resources of a kind that nobody thought of and an API server takes: drawn by the definition's schema, and then
 * changed where a rule does not hold, until all do.
 */
public final class RandomResources {
    private static final int DRAUGHTS = 40;
    private static final int REPAIRS = 150;
    private static final int LONGEST_NAME = 40;
    private static final List<Double> DENSITIES = List.of(0.05, 0.15, 0.3, 0.5, 0.8);

    private final ResourceReader resources = new ResourceReader(Crds.ofSild(), YamlLimits.DEFAULT);
    private final Crd crd;

    /** Draws resources of the kind, such as {@code WebStack}. */
    public RandomResources(String kind) {
        crd = Crds.ofSild().all().stream()
                .filter(each -> each.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /** Returns a valid resource as JSON, which is YAML: the same for the same seed. */
    public String next(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < DRAUGHTS; i++) {
            RandomValues values = new RandomValues(random, DENSITIES.get(random.nextInt(DENSITIES.size())));
            Map<String, Object> resource = new LinkedHashMap<>();
            resource.put("apiVersion", crd.apiVersion());
            resource.put("kind", crd.kind());
            resource.put("metadata", Mutable.copy(Map.of("name", name(random))));
            resource.put("spec", values.draw(crd.schema().properties().get("spec"), "spec"));
            if (mended(resource, new Repairs(crd.schema(), values, random))) {
                return Values.json(resource);
            }
        }
        throw new IllegalStateException(
                "no valid " + crd.kind() + " within " + DRAUGHTS + " draughts, from seed " + seed);
    }

    private boolean mended(Map<String, Object> resource, Repairs repairs) {
        for (int i = 0; i < REPAIRS; i++) {
            List<Finding> wrong = wrong(Values.json(resource));
            if (wrong.isEmpty()) {
                return true;
            }
            wrong.forEach(finding -> repairs.mend(resource, finding));
        }
        return false;
    }

    private List<Finding> wrong(String text) {
        try {
            resources.read(text, "random");
            return List.of();
        } catch (InputException e) {
            return e.findings();
        }
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder().append((char) ('a' + random.nextInt(26)));
        int length = random.nextInt(4) == 0 ? LONGEST_NAME : 1 + random.nextInt(LONGEST_NAME);
        while (name.length() < length) {
            name.append("abcxyz019-".charAt(random.nextInt(name.length() + 1 == length ? 9 : 10)));
        }
        return name.toString();
    }
}
