package dev.sild.report;

import dev.sild.model.Origin;
import dev.sild.report.Finding.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ledger of a conversion: every attribute that the user wrote, and what became of it.
 *
 * <p>A finding counts on the attribute whose path it names, or else on the nearest above. A finding about a group of
 * attributes ({@code deploy.update_config}, or an item of a list) counts for the complete group; a finding about a
 * service or another named object counts only if that is not carried at all, since a changed name changes none of its
 * attributes.
 *
 * @param attributes the attributes, in the order of the input
 * @param otherLosses the number of findings that report the loss of something other than an attribute, such as a line
 *     of a mounted file
 */
public record Accounting(List<Account> attributes, int otherLosses) {
    /** Nothing was read, so nothing became of it. */
    public static final Accounting NONE = new Accounting(List.of(), 0);

    public Accounting {
        attributes = List.copyOf(attributes);
    }

    /**
     * Accounts for attributes.
     *
     * @param attributes each attribute's place and path
     * @param findings everything that was found
     */
    public static Accounting of(List<Origin> attributes, List<Finding> findings) {
        Set<String> known = new HashSet<>(attributes.size() * 2);
        attributes.forEach(attribute -> known.add(attribute.path()));
        Map<String, List<Finding>> byPath = new HashMap<>();
        for (Finding finding : findings) {
            byPath.computeIfAbsent(nearest(finding.origin().path(), known), key -> new ArrayList<>(1))
                    .add(finding);
        }
        Set<String> used = new HashSet<>();
        List<Account> accounts = new ArrayList<>(attributes.size());
        for (Origin attribute : attributes) {
            accounts.add(account(attribute, byPath, used));
        }
        byPath.keySet().removeAll(used);
        long others = byPath.values().stream()
                .flatMap(List::stream)
                .filter(finding -> finding.outcome() == Outcome.LOST)
                .count();
        return new Accounting(accounts, (int) others);
    }

    private static Account account(Origin attribute, Map<String, List<Finding>> byPath, Set<String> used) {
        if (byPath.isEmpty()) {
            return new Account(attribute, Outcome.CARRIED, List.of());
        }
        Outcome worst = Outcome.CARRIED;
        Set<Code> codes = new LinkedHashSet<>();
        for (String path = attribute.path(); !path.isEmpty(); path = parent(path)) {
            for (Finding finding : byPath.getOrDefault(path, List.of())) {
                if (path.equals(attribute.path()) || countsBelow(finding, path)) {
                    used.add(path);
                    codes.add(finding.code());
                    worst = finding.outcome().compareTo(worst) > 0 ? finding.outcome() : worst;
                }
            }
        }
        return new Account(attribute, worst, new ArrayList<>(codes));
    }

    private static boolean countsBelow(Finding finding, String path) {
        // The name of a service may have dots in it.
        boolean named = path.indexOf('.') == path.lastIndexOf('.')
                || finding.code() == Code.NAME_CHANGED
                || finding.code() == Code.NAME_AS_WRITTEN;
        return !named || finding.code().isIn(Code.NOT_CARRIED);
    }

    /** Returns the attribute at or above {@code path}; {@code path} itself where there is none. */
    private static String nearest(String path, Set<String> known) {
        for (String above = path; !above.isEmpty(); above = parent(above)) {
            if (known.contains(above)) {
                return above;
            }
        }
        return path;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }

    /** Returns how many attributes ended so. */
    public int count(Outcome outcome) {
        return (int) attributes.stream()
                .filter(account -> account.outcome() == outcome)
                .count();
    }

    /**
     * Returns what became of the attributes in a line, losses first: {@code 1 lost, 2 approximated, of 115 attributes}.
     */
    public String summary() {
        int all = attributes.size();
        int approximated = count(Outcome.APPROXIMATED);
        int lost = count(Outcome.LOST);
        String attributesRead = all + (all == 1 ? " attribute" : " attributes");
        String changed = Stream.of(part(lost, "lost"), part(approximated, "approximated"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return (all == 0
                        ? "no attributes"
                        : changed.isEmpty()
                                ? (all == 1 ? attributesRead : "all " + attributesRead) + " carried"
                                : changed + ", of " + attributesRead)
                + (otherLosses == 0
                        ? ""
                        : "; " + otherLosses + (otherLosses == 1 ? " loss" : " losses") + " elsewhere");
    }

    private static Optional<String> part(int count, String outcome) {
        return count == 0 ? Optional.empty() : Optional.of(count + " " + outcome);
    }
}
