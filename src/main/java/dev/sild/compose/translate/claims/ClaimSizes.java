package dev.sild.compose.translate.claims;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.ClaimTerms;
import dev.sild.compose.translate.source.StorageOptions;
import dev.sild.model.Names;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How large claims are: as the user specifies, or as large as their first use needs. Cheap to see, since it is a guess.
 */
public final class ClaimSizes {
    private static final String OPTION = "--storage-size";
    private static final int MOST_NAMED = 5;

    private final Map<String, String> wanted = new HashMap<>();
    private final Map<String, String> unused = new LinkedHashMap<>();
    private final List<String> claims = new ArrayList<>();
    private boolean guessed;

    public ClaimSizes(StorageOptions options) {
        options.sizes().forEach((name, size) -> {
            wanted.put(Names.label(name), size);
            unused.put(Names.label(name), name);
        });
    }

    /**
     * Returns a claim with a size.
     *
     * @param claim under the name of its object
     * @param room the gibibytes that it is known to need; 0 if nothing is known
     */
    public Volume.Claim sized(Volume.Claim claim, int room) {
        String asked = claim.size();
        for (String name : List.of(claim.name(), claim.object().isEmpty() ? claim.name() : claim.object())) {
            asked = wanted.getOrDefault(Names.label(name), asked);
            unused.remove(Names.label(name));
        }
        guessed |= asked.isEmpty();
        String size = !asked.isEmpty() ? asked : room > 0 ? room + "Gi" : ClaimTerms.DEFAULT_SIZE;
        claims.add(claim.name() + " " + size);
        return claim.sized(size);
    }

    /** Reports the sizes in one line, unless the user has chosen all of them, and names that no claim has. */
    public void report(Attribute volumes, Attribute root) {
        if (guessed) {
            int more = claims.size() - MOST_NAMED;
            volumes.or(root)
                    .note(
                            Code.CLAIM_SIZES,
                            (claims.size() == 1 ? "1 claim: " : claims.size() + " claims: ")
                                    + String.join(", ", claims.subList(0, Math.min(MOST_NAMED, claims.size())))
                                    + (more > 0 ? " and " + more + " more" : ""),
                            "choose sizes with " + OPTION + " NAME=SIZE");
        }
        unused.values()
                .forEach(name -> root.note(
                        Code.INPUT_INVALID,
                        OPTION + ": no claim is named '" + name + "'",
                        "use the name of a volume that becomes a claim"));
    }
}
