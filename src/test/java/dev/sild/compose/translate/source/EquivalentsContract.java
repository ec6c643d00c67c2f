package dev.sild.compose.translate.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.load.spec.SpecRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What holds of every table that says what becomes of attributes. */
abstract class EquivalentsContract {
    private static final Set<String> LOST = Set.of("lost");

    final Equivalents equivalents;

    EquivalentsContract(Equivalents equivalents) {
        this.equivalents = equivalents;
    }

    /** Returns the outcomes that each row of the table has in the golden cases. */
    abstract Map<String, Set<String>> outcomes() throws IOException;

    @Test
    void everyAttributeOfTheTableHasAnEntryAndNothingElseHas() {
        Map<String, Boolean> rows = SpecRows.groups();

        assertThat(rows.keySet().stream()
                        .filter(row -> !rows.get(row))
                        .filter(row -> equivalents.of(row).isEmpty()))
                .as("attributes without an entry")
                .isEmpty();
        assertThat(equivalents.paths()).as("entries of no attribute").isSubsetOf(rows.keySet());
    }

    @Test
    void whatIsSaidToHaveNoPlaceIsLostAndTheRestIsNot() throws IOException {
        assertNoLies(outcomes(), Equivalents.Equivalent::reason);
    }

    @Test
    void whereverThereIsNoPlaceItIsSaidWhatCanBeDone() {
        Set<String> reasons = new TreeSet<>();
        for (String path : equivalents.paths()) {
            equivalents.of(path).flatMap(Equivalents.Equivalent::reason).ifPresent(reasons::add);
        }

        assertThat(equivalents.remediedReasons()).containsExactlyInAnyOrderElementsOf(reasons);
    }

    /** Checks that exactly the rows with a reason are lost. */
    final void assertNoLies(Map<String, Set<String>> found, Function<Equivalents.Equivalent, Optional<String>> reason) {
        List<String> lies = new ArrayList<>();
        found.forEach((row, outcomes) -> {
            boolean saidLost = equivalents.of(row).flatMap(reason).isPresent();
            if (saidLost ? !outcomes.contains("lost") : outcomes.equals(LOST)) {
                lies.add(row + " is " + outcomes);
            }
        });

        assertThat(found).isNotEmpty();
        assertThat(lies).isEmpty();
    }
}
