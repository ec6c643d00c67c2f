package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of written files, and what it may have deleted. */
@Tag("executable")
class OutputListTest extends OutputOwnershipCase {
    /** The names are those of files that a repository has, the list is right in every way: only the mark is missing. */
    @ParameterizedTest
    @ValueSource(strings = {"", "format: 1\nproject: shop\n"})
    void aListNeverMakesAFileOfSomebodyElseDeletedOrReplaced(String head) throws IOException {
        List<String> names = List.of(
                "Makefile",
                "src/main.yaml",
                "README.md",
                "Chart.yaml",
                "values.yaml",
                "values.schema.json",
                "deployment.yaml",
                "templates/NOTES.txt",
                "templates/web.yaml",
                "base/secrets/db/password",
                ".helmignore",
                "shop.kube",
                ".gitignore",
                "base/kustomization.yaml",
                ".env",
                ".git/config",
                "Dockerfile",
                "compose.yaml");
        for (String name : names.subList(0, names.size() - 1)) {
            write(name, name.endsWith(".json") ? "{\"type\": \"object\"}\n" : UNMARKED);
        }
        write(".sild-files", head + String.join("\n", names) + "\n");
        Map<String, String> before = files("");
        before.remove(".sild-files");

        CommandRun run = run("convert -o ./");

        assertThat(run.code()).isZero();
        assertThat(files("")).containsAllEntriesOf(before).containsKeys("web.yaml", "api.yaml");
        assertThat(run.err()).doesNotContain("is removed");
    }

    /** Some names are not a layout's: such a file is not deleted even where it bears the mark. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/main.yaml",
                "Makefile",
                "docs/README.md",
                ".hidden.yaml",
                "base/deep/web.yaml",
                "../beside.yaml"
            })
    void aNameThatNoLayoutWritesIsNotDeleted(String name) throws IOException {
        Path file = write("out/" + name, "# Written by sild.\n");
        write("out/.sild-files", "format: 1\nproject: shop\n" + name + "\n");

        assertThat(run("convert -o out/").code()).isZero();

        assertThat(file).hasContent("# Written by sild.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format: 2\\nproject: shop|out/.sild-files has format 2, but this version of sild supports format"
                        + " 1; upgrade sild",
                "format: x\\nproject: shop|out/.sild-files has no valid format; restore it",
                "format: 0|out/.sild-files has no valid format",
                "format: 1\\nweb.yaml|out/.sild-files does not contain a project name",
                "format: 1\\nproject: ESC[31m|out/.sild-files does not contain a project name",
                "format: 1\\nproject:|out/.sild-files does not contain a project name"
            })
    void aListThatCannotBeReadIsRefused(String list, String message) throws IOException {
        String text = list.replace("\\n", "\n").replace("ESC", "\u001b");
        write("out/.sild-files", text);

        CommandRun run = run("convert -o out/");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains(message).doesNotContain("\u001b");
        assertThat(files("out")).containsOnlyKeys(".sild-files").containsValue(text);
    }

    @Test
    void aListThatIsNotTextIsRefused() throws IOException {
        Files.createDirectory(folder.resolve("out"));
        Files.write(folder.resolve("out/.sild-files"), new byte[] {'a', (byte) 0xff, '\n'});

        CommandRun run = run("convert -o out/");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("out/.sild-files is not UTF-8 text");
    }

    @Test
    void theListNamesItsFormatAndProject() throws IOException {
        run("convert -o out/");

        assertThat(folder.resolve("out/.sild-files"))
                .content()
                .matches("#.*\nformat: 1\nproject: shop\napi\\.yaml\n(.*\n)*web\\.yaml\n");
    }
}
