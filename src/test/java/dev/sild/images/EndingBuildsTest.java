package dev.sild.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that build something and end, and modes of the same programs that wait for changes or serve. */
class EndingBuildsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "composer install",
                "npx vite build",
                "webpack --mode production",
                "cross-env NODE_ENV=production webpack --progress",
                "tsc -p .",
                "mix --production",
                "ng build --configuration production",
                "react-scripts build",
                "next build",
            })
    void aBuildEnds(String command) {
        assertThat(EndingCommands.end(List.of(command.split(" ")))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vite build --watch",
                "vite",
                "webpack serve --mode production",
                "webpack -w",
                "webpack --mode development",
                "tsc --watch",
                "rollup -cw",
                "ng serve",
                "react-scripts start",
                "next start",
                "mix phx.server",
                "mix do assets.deploy, phx.server",
                "npm run build",
            })
    void whatServesOrWaitsForChangesMayStay(String command) {
        assertThat(EndingCommands.end(List.of(command.split(" ")))).isFalse();
    }
}
