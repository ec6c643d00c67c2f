package dev.sild.compose.translate.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.sild.model.Container;
import dev.sild.model.Mount;
import dev.sild.model.Security;
import dev.sild.model.Text;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The init container that copies files into claims. */
class FillContainerTest {
    @Test
    void runsAsRootUnlessRestricted() {
        ClaimFills fills = new ClaimFills();
        fills.add(
                "web",
                new Mount(new Mount.OfVolume("data"), "/srv", "site", false, Optional.empty()),
                List.of("a", "b"),
                List.of("ssh/key"));
        Container web = Container.of("web", Text.of("x"));

        Container fill = fills.of(web, Optional.empty(), "busybox", false).orElseThrow();
        assertThat(fill.security()).isEqualTo(Security.ROOT);
        assertThat(fill.mounts())
                .extracting(Mount::path, Mount::subPath)
                .containsExactly(
                        tuple("/sild-files/0-0", ""), tuple("/sild-files/0-1", ""), tuple("/sild-claim/0", "site"));
        assertThat(fills.of(web, Optional.empty(), "busybox", true)
                        .orElseThrow()
                        .security())
                .isEqualTo(web.security());
        assertThat(fills.of(Container.of("other", Text.of("x")), Optional.empty(), "busybox", false))
                .isEmpty();
        assertThat(CodeCopies.isCopier(fill)).isTrue();
        assertThat(fill.command()).endsWith(Text.of("web"), Text.of(""));
        Container own =
                web.with(builder -> builder.security(Security.DEFAULT.with(owner -> owner.user(Optional.of(7L)))));
        assertThat(fills.of(own, Optional.empty(), "busybox", false)
                        .orElseThrow()
                        .command())
                .endsWith(Text.of("web"), Text.of("7"), Text.of("0/ssh/key"));
    }
}
