package dev.sild.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a path of the context is in the folder that an instruction names. */
class ContextCopiesInsideTest {
    private static final ContextCopies COPIES = new ContextCopies(List.of(
            new ContextCopies.Copy("", "/app", ""),
            new ContextCopies.Copy("services/kong-admin", "/srv", ""),
            new ContextCopies.Copy("locustfile.py", "/mnt", "")));

    @ParameterizedTest
    @CsvSource({
        "k6/load.js, k6/load.js",
        "services/kong-admin/config.yaml, config.yaml",
        "services/kong-admin/k6/a.js, k6/a.js",
        "services/kong-admin2/config.yaml, services/kong-admin2/config.yaml",
        "locustfile.py, .",
    })
    void isThePathBelowIt(String file, String inside) {
        assertThat(COPIES.inside(file)).isEqualTo(inside);
    }
}
