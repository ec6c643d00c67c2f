package dev.sild.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    private static final Pattern RFC_1035 = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");

    @Property(seed = "1")
    void everyNameBecomesALegalLabel(@ForAll("names") String name) {
        String label = Names.label(name);

        assertThat(label).matches(RFC_1035).hasSizeLessThanOrEqualTo(63);
        assertThat(Names.isLabel(label)).isTrue();
        assertThat(Names.label(name)).isEqualTo(label);
        assertThat(Names.label(label)).isEqualTo(label);
    }

    @Property(seed = "1")
    void aNameIsLegalExactlyWhenTheRfcSaysSo(@ForAll("names") String name) {
        assertThat(Names.isLabel(name))
                .isEqualTo(name.length() <= 63 && RFC_1035.matcher(name).matches());
    }

    @Property(seed = "1")
    void namesThatFallTogetherAreToldApart(@ForAll("manyNames") List<String> names) {
        Set<String> taken = new HashSet<>();
        for (String name : names) {
            String unique = Names.unique(name, taken);
            assertThat(unique).matches(RFC_1035).hasSizeLessThanOrEqualTo(63);
            assertThat(taken.add(unique)).isTrue();
        }
    }

    @Property(seed = "1")
    void aCutLabelIsLegalAndOfTheSizeAskedFor(@ForAll("names") String name) {
        String label = Names.label(name);
        String cut = Names.cut(label, 20);

        assertThat(cut).matches(RFC_1035).hasSizeLessThanOrEqualTo(20);
        assertThat(cut.equals(label)).isEqualTo(label.length() <= 20);
    }

    @Test
    void longNamesThatDifferOnlyAtTheirEndStayDifferent() {
        String start = "a".repeat(70);

        assertThat(Names.label(start + "1")).isNotEqualTo(Names.label(start + "2"));
    }

    @ParameterizedTest
    @CsvSource({
        "web,web",
        "my_db,my-db",
        "Web,web",
        "my.db,my-db",
        "9lives,x9lives",
        "-a-,a",
        "a__b,a-b",
        "ünïcode,n-code"
    })
    void commonNamesBecomeWhatAnybodyWouldMakeOfThem(String name, String label) {
        assertThat(Names.label(name)).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({
        "web,true",
        "web.example,true",
        "9web,true",
        "a,true",
        "'',false",
        "a..b,false",
        "-a,false",
        "a-,false",
        "a_b,false",
        "A,false",
        "a/b,false"
    })
    void namesOfObjectsAreLabelsWithDotsBetween(String name, boolean legal) {
        assertThat(Names.isSubdomain(name)).isEqualTo(legal);
    }

    @ParameterizedTest
    @CsvSource({
        "shop.example.com,true",
        "*.example.com,true",
        "shop,true",
        "10.0.0.1,false",
        "*,false",
        "a.*.b,false",
        "Shop.example.com,false"
    })
    void hostsAreNamesAndNoAddresses(String host, boolean legal) {
        assertThat(Names.isHost(host)).isEqualTo(legal);
    }

    @ParameterizedTest
    @CsvSource({
        "web,true",
        "infra/web,true",
        "infra/web.example,true",
        "in.fra/web,false",
        "a/b/c,false",
        "/web,false",
        "infra/,false"
    })
    void referencesAreNamesWithOrWithoutANamespace(String text, boolean legal) {
        assertThat(Names.isReference(text)).isEqualTo(legal);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("abz09-_.AZ").ofMaxLength(80),
                Arbitraries.strings().withChars("ab-").ofMinLength(50).ofMaxLength(90),
                Arbitraries.strings().ofMaxLength(30));
    }

    @Provide
    Arbitrary<List<String>> manyNames() {
        return Arbitraries.oneOf(
                        Arbitraries.of("my_db", "my-db", "My-DB", "my.db", "", "_", "9"),
                        Arbitraries.strings().withChars("a").ofMinLength(60).ofMaxLength(70))
                .list()
                .ofMaxSize(12);
    }

    @ParameterizedTest
    @CsvSource({"my-api, myApi", "web, web", "db-2, db2", "a.b_c, aB_c", "1web, 1web", "-x, x", "---, ---"})
    void aNameInCamelCaseHasNoDashes(String name, String camel) {
        assertThat(Names.camelCase(name)).isEqualTo(camel);
    }
}
