package dev.sild.images.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NginxReaderTest {
    @Test
    void takesDirectivesApartAsNginxDoes() {
        List<NginxDirective> directives = NginxReader.read("""
        events{}  # a comment; with { and }
        http {
          log_format x '$a; {' "b\\"}" ;
          location ~ \\.php$ {set $x ${y}z;}
        }
        """, "nginx.conf").orElseThrow();

        assertThat(NginxDirective.print(directives)).isEqualTo("""
        events {
        }
        http {
          log_format x '$a; {' "b\\"}";
          location ~ \\.php$ {
            set $x ${y}z;
          }
        }
        """);
        assertThat(directives.get(1).inside()).extracting(NginxDirective::line).containsExactly(3, 4);
    }

    @Test
    void whatWasPrintedIsReadAlike() {
        String once =
                NginxDirective.print(NginxReader.read("a b 'c d';e{f;g{}}", "x").orElseThrow());

        assertThat(NginxDirective.print(NginxReader.read(once, "x").orElseThrow()))
                .isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a {", "a; }", "{}", ";", "a 'b", "a { b }", "content_by_lua_block { ngx.say('x') }"})
    void whatNginxRefusesOrAnotherLanguageIsNotRead(String text) {
        assertThat(NginxReader.read(text, "nginx.conf")).isEqualTo(Optional.empty());
    }

    @Test
    void hostileDepthIsNotRead() {
        assertThat(NginxReader.read("a{".repeat(100_000), "nginx.conf")).isEmpty();
    }
}
