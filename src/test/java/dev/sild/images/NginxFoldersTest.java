package dev.sild.images;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.sild.images.NginxFolders.Naming;
import dev.sild.images.text.NginxReader;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NginxFoldersTest {
    @Test
    void rootContinuesWithTheLocation() {
        assertThat(of("location /static/ { root /src; }")).containsExactly("/src/static");
        assertThat(of("location ^~ /static { root /src/; }")).containsExactly("/src/static");
    }

    @Test
    void aliasTakesItsPlace() {
        assertThat(of("location /media/ { alias /src/files/; }")).containsExactly("/src/files");
    }

    @Test
    void rootIsInherited() {
        assertThat(of("server { root /src; location /static/ { expires 1d; } }"))
                .containsExactly("/src", "/src/static");
    }

    @Test
    void proxiedLocationsHaveNoFolder() {
        assertThat(of("server { root /src; location /api/ { proxy_pass http://api; } }"))
                .containsExactly("/src");
    }

    @Test
    void expressionsAndExactPathsAddNothingToTheRoot() {
        assertThat(of("location ~ ^/(a|b)/ { root /src; } location = /x { alias /src/x; }"))
                .containsExactly("/src");
    }

    @Test
    void filesVariablesAndHiddenFoldersAreLeftOut() {
        assertThat(of("location /icon.ico { root /src; } location /u/ { alias /src/$1/; }"
                        + " location /.well-known/ { root /src; } location /r/ { root relative; }"))
                .isEmpty();
    }

    @Test
    void pathsDoNotLeaveTheirPlace() {
        assertThat(of("location /a/ { alias /src/../../etc/; }")).containsExactly("/etc");
    }

    @Test
    void addressesMayBeginAsNoFolderDoes() {
        assertThat(named("server { root /src; location /static/ { expires 1d; }"
                        + " location /api { try_files $uri /index.php; } location /old { rewrite ^ /new; }"
                        + " location /m/ { alias /m/; } location /u/ { root /u; try_files $uri /none.png; } }"))
                .containsExactly(
                        entry("/src", Naming.STATED),
                        entry("/src/static", Naming.FILES),
                        entry("/src/api", Naming.PERHAPS),
                        entry("/src/old", Naming.PERHAPS),
                        entry("/m", Naming.STATED),
                        entry("/u/u", Naming.STATED));
    }

    @Test
    void longListsOfAddressesAreCut() {
        String locations = IntStream.range(0, 3_000)
                .mapToObj(i -> "location /o" + i + " { rewrite ^ /n; }")
                .collect(joining(" "));
        assertThat(of("server { root /src; " + locations + " }")).hasSize(100);
    }

    private static Set<String> of(String text) {
        return named(text).keySet();
    }

    private static Map<String, Naming> named(String text) {
        return NginxFolders.of(NginxReader.read(text, "x").orElseThrow());
    }
}
