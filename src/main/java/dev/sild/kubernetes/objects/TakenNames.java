package dev.sild.kubernetes.objects;

import dev.sild.model.Names;
import java.util.HashSet;
import java.util.Set;

/** The names that objects of one kind have already: of two that want the same the second gets a hash behind it. */
public final class TakenNames {
    private final Set<String> taken;

    public TakenNames() {
        this(Set.of());
    }

    /** Creates an instance in which {@code taken} are already in use. */
    public TakenNames(Set<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    /** Returns {@code wanted} as an unused DNS label, which is then in use. */
    public String take(String wanted) {
        String name = Names.unique(wanted, taken);
        taken.add(name);
        return name;
    }
}
