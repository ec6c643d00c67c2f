package dev.sild.compose.load.variables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sild.compose.load.LoadRequest;
import dev.sild.compose.load.ProjectLoader;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The error about a variable that the compose file demands names the file that has it. */
class DemandedVariablesTest {
    @TempDir
    Path folder;

    @Test
    void anotherFileHasIt() throws Exception {
        Files.writeString(folder.resolve(".env.production"), "HOST=shop.example.org\nTOKEN=s3cr3t\n");
        assertThat(errors())
                .extracting(Finding::remedy)
                .containsExactly(
                        "use '--env-file .env.production', which has it",
                        "use '--env-file .env.production', which has it",
                        "set OTHER in the environment or in .env");
        assertThat(errors().toString()).doesNotContain("s3cr3t");
    }

    @Test
    void anExampleIsToBeCopied() throws Exception {
        Files.writeString(folder.resolve(".env.example"), "HOST=\n");
        assertThat(errors().get(0).remedy()).isEqualTo("copy .env.example to .env and fill it in");
    }

    @Test
    void oneThatIsSetAndEmptyIsToBeFilledIn() throws Exception {
        Files.writeString(folder.resolve(".env"), "HOST=\n");
        Files.writeString(folder.resolve(".env.example"), "HOST=shop.example.org\n");
        assertThat(errors().get(0).remedy()).isEqualTo("set HOST in the environment or in .env");
    }

    @Test
    void noFileHasIt() throws Exception {
        Files.writeString(folder.resolve(".env.production"), "HOST=\nELSE=x\n");
        assertThat(errors().get(0).reason()).isEqualTo("the variable HOST is required: the name of the site");
        assertThat(errors().get(0).remedy()).isEqualTo("set HOST in the environment or in .env");
    }

    private List<Finding> errors() throws Exception {
        Files.writeString(folder.resolve("compose.yaml"), """
                services:
                  web:
                    image: example/web:1
                    environment:
                      HOST: ${HOST:?the name of the site}
                      TOKEN: ${TOKEN:?}
                      OTHER: ${OTHER:?}
                """);
        return catchThrowableOfType(InputException.class, () -> ProjectLoader.load(LoadRequest.of(folder)))
                .findings();
    }
}
