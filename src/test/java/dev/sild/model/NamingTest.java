package dev.sild.model;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NamingTest {

    @Test
    void objectsOfAStackBearItsNameBeforeTheirs() {
        Naming naming = Naming.of("webstack", "shop");

        assertThat(naming.object("api")).isEqualTo("shop-api");
        assertThat(naming.object("api", "metrics")).isEqualTo("shop-api-metrics");
        assertThat(naming.app()).isEqualTo("webstack");
    }

    @Test
    void plainObjectsKeepTheirNamesHoweverTheyLook() {
        assertThat(Naming.PLAIN.object("nginx.conf")).isEqualTo("nginx.conf");
        assertThat(Naming.PLAIN.object("api", "wait")).isEqualTo("api-wait");
    }

    @Test
    void aLongNameIsCutWithAHashOfTheWhole() {
        String stack = "s".repeat(60);

        String name = Naming.of("webstack", stack).object("api");

        assertThat(name)
                .hasSize(63)
                .startsWith("s".repeat(54) + "-")
                .isNotEqualTo(Naming.of("webstack", stack).object("apj"));
    }

    @Property(tries = 2000, seed = "1")
    void everyNameIsOneThatAServiceMayHave(
            @ForAll @StringLength(min = 1, max = 63) @CharRange(from = 'a', to = 'z') String stack,
            @ForAll @StringLength(min = 1, max = 63) @CharRange(from = 'a', to = 'z') String component) {
        Naming naming = Naming.of("webstack", stack);

        assertThat(Names.isLabel(naming.object(component))).isTrue();
        assertThat(Names.isLabel(naming.object(component, "public"))).isTrue();
        assertThat(naming.object(component)).isNotEqualTo(naming.object(component, "public"));
    }
}
