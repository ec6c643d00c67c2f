package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A command replaces and deletes only what Sild wrote, for the same project, whatever a list in the folder says. */
@Tag("executable")
class OutputOwnershipTest extends OutputOwnershipCase {
    private static final String ONE_SERVICE =
            "name: shop\nservices: {web: {image: 'example/web:2', ports: ['80:80']}}\n";

    @Test
    void aFileOfTheRunItselfIsNotDeleted() throws IOException {
        write("compose.yaml", "# Written by sild.\n" + ONE_SERVICE);
        write(".sild-files", "format: 1\nproject: shop\ncompose.yaml\n");

        assertThat(run("convert -o ./").code()).isZero();

        assertThat(folder.resolve("compose.yaml")).exists();
    }

    @ParameterizedTest
    @CsvSource({
        "files, web.yaml",
        "kustomize, base/web.yaml",
        "kustomize, base/kustomization.yaml",
        "chart, README.md",
        "chart, Chart.yaml",
        "chart, values.yaml",
        "chart, values.schema.json",
        "chart, templates/NOTES.txt",
        "chart, templates/web-deployment.yaml",
        "chart, .helmignore",
        "list, shop.yaml"
    })
    void aFileInTheWayIsRefusedEvenWhereItIsListed(String layout, String name) throws IOException {
        write("out/" + name, UNMARKED);
        write("out/.sild-files", "format: 1\nproject: shop\n" + name + "\n");
        Map<String, String> before = files("out");

        CommandRun run = run("convert --layout " + layout + " -o out/");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("cannot write out/" + name + ": the file exists and was not written by sild; move it");
        assertThat(files("out")).isEqualTo(before);
    }

    @Test
    void aSecretsFileInTheWayIsRefusedUnlessAGeneratedKustomizationNamesIt() throws IOException {
        assertThat(run("convert --layout kustomize --secrets inline -o out/").code())
                .isZero();
        String secret = files("out").keySet().stream()
                .filter(name -> name.contains("secrets/") && name.endsWith("API_TOKEN"))
                .findFirst()
                .orElseThrow();
        write("out/" + secret, "changed");
        assertThat(run("convert --layout kustomize --secrets inline -o out/").code())
                .isZero();
        assertThat(folder.resolve("out").resolve(secret)).hasContent("abc");

        String reference = "- API_TOKEN=" + secret.substring("base/".length()) + "\n";
        for (String kustomization :
                List.of("# Written by sild.\nkind: Kustomization\n", "# mine\nfiles:\n" + reference)) {
            write("out/" + secret, "changed");
            write("out/base/kustomization.yaml", kustomization);
            CommandRun run = run("convert --layout kustomize --secrets inline -o out/");

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("the file exists and was not written by sild");
            assertThat(folder.resolve("out").resolve(secret)).hasContent("changed");
        }
    }

    @Test
    void aSecretsFileThatOnlyAnUnmarkedKustomizationNamesIsNotDeleted() throws IOException {
        Path secret = write("out/base/secrets/db/password", "mine");
        write("out/.sild-files", "format: 1\nproject: shop\nbase/secrets/db/password\n");
        write("out/base/kustomization.yaml", "# mine\n- password=secrets/db/password\n");
        assertThat(run("convert -o out/").code()).isZero();
        assertThat(secret).hasContent("mine");

        write("out/.sild-files", "format: 1\nproject: shop\nbase/secrets/db/password\n");
        write("out/base/kustomization.yaml", "# Written by sild.\n- password=secrets/db/password\n");
        assertThat(run("convert -o out/").code()).isZero();
        assertThat(secret).doesNotExist();
    }

    /**
     * All that one layout wrote goes where the next run is of another one: every file bears the mark, and is known by
     * name.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--layout list",
                "--layout files",
                "--layout files --secrets separate",
                "--layout kustomize --secrets inline",
                "--layout kustomize",
                "--layout kustomize --secrets separate",
                "--layout chart --secrets inline",
                "--layout chart",
                "--layout chart --secrets separate --expose ingress",
                "--target podman --layout quadlet",
                "--target podman --layout quadlet --secrets separate",
                "--target podman --layout files"
            })
    void everyFileOfALayoutIsKnownToBeSilds(String layout) throws IOException {
        assertThat(run("convert " + layout + " -o out/").code()).isZero();
        Map<String, String> written = files("out");
        write("compose.yaml", ONE_SERVICE);

        CommandRun run = run("convert --layout list -o out/");

        assertThat(run.code()).isZero();
        assertThat(files("out")).containsOnlyKeys(".sild-files", "shop.yaml");
        assertThat(written).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--layout files", "--layout kustomize --secrets inline", "--layout chart --secrets inline"})
    void editsOfAGeneratedFileAreReplaced(String layout) throws IOException {
        run("convert " + layout + " -o out/");
        Map<String, String> written = files("out");
        for (String name : written.keySet()) {
            write("out/" + name, written.get(name) + "\n# edited\n");
        }

        assertThat(run("convert " + layout + " -o out/").code()).isZero();

        assertThat(files("out")).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "convert -p blog -o out/",
                "convert -p blog -o out/ --check",
                "convert -p blog --layout chart -o out/",
                "render stack.yaml -o out/"
            })
    void theFolderOfAnotherProjectIsRefused(String command) throws IOException {
        write(
                "stack.yaml",
                "{apiVersion: sild.dev/v1alpha1, kind: WebStack, metadata: {name: blog}, spec: {api:"
                        + " {image: 'a/b:1'}}}");
        assertThat(run("convert -o out/").code()).isZero();
        Map<String, String> before = files("out");

        CommandRun run = run(command);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("cannot write out/: it contains files of project 'shop', not 'blog'; use another"
                        + " folder with --output; if you renamed the project, change its name in out/.sild-files");
        assertThat(files("out")).isEqualTo(before);
    }

    @Test
    void stacksMayComeAndGoInAFolder() throws IOException {
        String stack =
                "{apiVersion: sild.dev/v1alpha1, kind: WebStack, metadata: {name: %s}, spec: {api: {image: 'a/b:1'}}}";
        write("one.yaml", stack.formatted("one"));
        write("two.yaml", stack.formatted("two"));
        assertThat(run("render two.yaml -o out/").code()).isZero();
        assertThat(run("render one.yaml two.yaml -o out/").code()).isZero();
        assertThat(run("render one.yaml -o out/").code()).isZero();
        assertThat(files("out").keySet()).noneMatch(name -> name.startsWith("two"));
        assertThat(run("render two.yaml -o out/").code()).isEqualTo(1);
    }

    @Test
    void aChartOfAVersionWithoutMarksIsUpdated() throws IOException {
        run("convert --layout chart -o out/");
        Map<String, String> now = files("out");
        write("out/.helmignore", ".sild-files\n");
        write("out/.sild-files", "# The files of this folder.\n" + String.join("\n", now.keySet()) + "\n");
        // The sections that values had then.
        write("out/values.schema.json", """
            {"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"variables": {}, "images": {},
              "replicas": {}, "resources": {}, "hosts": {}, "storage": {}, "global": {"type": "object"}}}
            """);
        for (String name : List.of("README.md", "templates/NOTES.txt")) {
            write(
                    "out/" + name,
                    now.get(name)
                                    .replaceFirst("(?m)^.*Written by sild.*\n", "")
                                    .replace(
                                            "A Helm chart written by sild. `sild",
                                            "A Helm chart that sild has written; `sild")
                            + "\n");
        }

        assertThat(run("convert --layout chart -o out/").code()).isZero();

        assertThat(files("out")).isEqualTo(now);
    }
}
