package dev.sild.compose.translate.network;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The addresses from which clients may connect.
 *
 * @param blocks in CIDR notation; empty for every address
 */
record ClientRanges(Set<String> blocks) {
    static final ClientRanges ANY = new ClientRanges(Set.of());

    private static final int MOST = 100;
    private static final int MOST_NAMED = 3;

    ClientRanges {
        blocks = Collections.unmodifiableSet(new TreeSet<>(blocks));
    }

    /**
     * Returns the addresses for which a Traefik router's rule for TCP matches; names of hosts are ignored. Empty if the
     * rule says more.
     *
     * @see <a href="https://doc.traefik.io/traefik/routing/routers/#rule_1">Rule of TCP routers</a>
     */
    static Optional<ClientRanges> ofRule(String rule) {
        return RuleParser.parse(rule, new RuleParser.Meaning<ClientRanges>() {
            @Override
            public Optional<ClientRanges> of(String matcher, List<String> values) {
                return switch (matcher.toLowerCase(Locale.ROOT)) {
                    case "hostsni", "hostsniregexp" -> Optional.of(ANY);
                    case "clientip" -> ClientRanges.of(values);
                    default -> Optional.empty();
                };
            }

            @Override
            public Optional<ClientRanges> both(ClientRanges first, ClientRanges second) {
                return first.and(second);
            }

            @Override
            public Optional<ClientRanges> either(ClientRanges first, ClientRanges second) {
                return first.or(second);
            }
        });
    }

    /** Returns the ranges of these blocks; empty if there are none, or one of them is not a block. */
    static Optional<ClientRanges> of(Collection<String> texts) {
        Set<String> blocks = new TreeSet<>();
        for (String text : texts) {
            Optional<AddressBlock> block = AddressBlock.parse(text);
            if (block.isEmpty() || blocks.size() >= MOST) {
                return Optional.empty();
            }
            blocks.add(block.get().toString());
        }
        return blocks.isEmpty() ? Optional.empty() : Optional.of(new ClientRanges(blocks));
    }

    /** Returns the addresses in both; empty if they have to be calculated. */
    Optional<ClientRanges> and(ClientRanges other) {
        return equals(other) || other.isAny() ? Optional.of(this) : isAny() ? Optional.of(other) : Optional.empty();
    }

    /** Names of hosts are not part of it, so that what is one or the other cannot be said. */
    private Optional<ClientRanges> or(ClientRanges other) {
        if (isAny() != other.isAny()) {
            return Optional.empty();
        }
        Set<String> all = new TreeSet<>(blocks);
        all.addAll(other.blocks);
        return Optional.of(new ClientRanges(all));
    }

    boolean isAny() {
        return blocks.isEmpty();
    }

    /** Returns them as a report names them. */
    @Override
    public String toString() {
        int more = blocks.size() - MOST_NAMED;
        return blocks.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
