package dev.sild.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.images.text.NginxReader;
import java.util.Set;
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

    private static Set<String> of(String text) {
        return NginxFolders.of(NginxReader.read(text, "x").orElseThrow());
    }
}
