package dev.sild.compose.translate.claims;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.StorageOptions.ClaimNames;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.model.Names;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The names of claims. As with a container engine, a volume's name is prefixed with the project's: two projects in one
 * namespace that both have a volume {@code data} must not share it.
 */
public final class ClaimNaming {
    private final String prefix;
    private final boolean chosen;
    private final Set<String> taken = new HashSet<>();
    private Optional<String> example = Optional.empty();

    private ClaimNaming(String prefix, boolean chosen) {
        this.prefix = prefix;
        this.chosen = chosen;
    }

    /** Returns how a project names its claims; podman's volumes have no prefix. */
    public static ClaimNaming of(Attribute root, TranslateOptions options) {
        Optional<ClaimNames> names = options.storage().claimNames();
        boolean plain = options.podman() || names.equals(Optional.of(ClaimNames.PLAIN));
        String project = root.get("name").peek();
        ClaimNaming naming = new ClaimNaming(plain ? "" : project + "-", names.isPresent());
        for (Attribute volume : root.get("volumes").below()) {
            String name = volume.get("name").peek();
            if (!name.equals(project + "_" + volume.segment())) {
                naming.taken.add(Names.label(name));
            }
            naming.taken.add(volume.get("x-sild").get("claim").peek());
        }
        return naming;
    }

    /** Returns a claim under the name of its object, which is its own where the user has chosen one. */
    public Volume.Claim named(Volume.Claim claim) {
        if (prefix.isEmpty() || !claim.object().isEmpty()) {
            return claim;
        }
        String name = Names.unique(prefix + claim.name(), taken);
        taken.add(name);
        example = example.or(() -> Optional.of(name));
        return claim.named(name);
    }

    /** Says once how claims are named, unless the user has chosen how. */
    public void report(Attribute where) {
        if (!chosen) {
            example.ifPresent(name -> where.note(
                    Code.CLAIM_NAMED,
                    "the names of claims start with the project's name, as in '" + name + "'",
                    "to keep claims without it that a cluster already has, use '--claim-names plain'"));
        }
    }
}
