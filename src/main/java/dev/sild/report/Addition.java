package dev.sild.report;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What only some of the findings of a {@link OneLine} say, and the line must not leave out. */
enum Addition {
    DATABASES(
            Pattern.compile("what is written there, as to (?<detail>.+), is lost with the pod"),
            "",
            ", including %s",
            ""),
    LOSS(
            Pattern.compile("what is written there is lost with the pod"),
            ", and what is written there is lost with the pod",
            ", and what is written to %s is lost with the pod",
            "; use named volumes for data"),
    UNSEEN(
            Pattern.compile(", and other services do not see it"),
            ", and other services do not see it",
            ", and other services do not see what is written to %s",
            ", in each service that uses it");

    private final Pattern said;
    private final String ofAll;
    private final String ofSome;
    private final String remedy;

    /**
     * Describes an addition.
     *
     * @param said what the findings contain that say it
     * @param ofAll what it adds to a line if it is so for all that it can be about; empty where that does not matter
     * @param ofSome what it adds to the line otherwise, naming those for which it is so
     * @param remedy what it adds to the remedy of the line
     */
    Addition(Pattern said, String ofAll, String ofSome, String remedy) {
        this.said = said;
        this.ofAll = ofAll;
        this.ofSome = ofSome;
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }

    /** Returns how a line names that for which a reason says so; empty if the reason does not say it. */
    Optional<String> named(String reason, String item) {
        Matcher matcher = said.matcher(reason);
        return matcher.find()
                ? Optional.of(ofAll.isEmpty() ? matcher.group("detail") + " in " + item : item)
                : Optional.empty();
    }

    /**
     * Returns what it adds to a line.
     *
     * @param named those for which it is so
     * @param items those that the words before it are about
     */
    String words(Set<String> named, Set<String> items) {
        return named.equals(items) ? ofAll : String.format(Locale.ROOT, ofSome, OneLine.list(named));
    }
}
