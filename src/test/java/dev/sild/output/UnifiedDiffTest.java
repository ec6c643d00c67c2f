package dev.sild.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {
    @Test
    void changedLinesHaveTheirSurroundings() {
        assertThat(UnifiedDiff.of("a.yaml", "1\n2\n3\n4\nold\n6\n7\n8\n9\n", "1\n2\n3\n4\nnew\n6\n7\n8\n9\n"))
                .isEqualTo("""
                        --- a.yaml
                        +++ a.yaml (as it would be written)
                        @@ -2 +2 @@
                         2
                         3
                         4
                        -old
                        +new
                         6
                         7
                         8
                        """);
    }

    @Test
    void addedAndRemovedLinesAreAsFewAsPossible() {
        assertThat(UnifiedDiff.of("a", "a\nb\nc\nd\n", "b\nx\nc\nd\ne\n"))
                .endsWith("@@ -1 +1 @@\n-a\n b\n+x\n c\n d\n+e\n");
    }

    @Test
    void eachPartHasTheNumbersOfItsLines() {
        String before = numbers(1, 30);

        assertThat(UnifiedDiff.of("a", before, before.replace("\n15\n", "\n").replace("\n29\n", "\nx\n")))
                .contains("@@ -12 +12 @@\n 12\n 13\n 14\n-15\n", "@@ -26 +25 @@\n");
    }

    @Test
    void linesThatMayHoldSecretsAreNotShown() {
        String diff = UnifiedDiff.of(
                "a", "DB_PASSWORD: s3cr3tLEAK9\n", "token: ghp_0123456789abcdefghijklmnopqrstuvwxyz\nport: 80\n");

        assertThat(diff).contains("+port: 80", "not shown").doesNotContain("s3cr3tLEAK9", "ghp_");
    }

    @Test
    void controlCharactersAreVisible() {
        assertThat(UnifiedDiff.of("a\u001b", "x\n", "\u001b[31m\n")).doesNotContain("\u001b");
    }

    @Test
    void aLongDifferenceIsCut() {
        assertThat(UnifiedDiff.of("a", "", numbers(1, 5_000)).lines()).hasSize(2 + 1 + 60 + 1);
    }

    private static String numbers(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> number + "\n")
                .collect(Collectors.joining());
    }
}
