package dev.sild.compose.translate.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.compose.translate.source.StorageOptions;
import dev.sild.compose.translate.source.StorageOptions.BindKind;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Claims are as large as the user asks for, or as their first use needs, and the report lists what nobody asked for.
 */
class ClaimSizesTest {
    @TempDir
    Path folder;

    private TranslatedProject project(String services, String size, Map<String, String> sizes) throws Exception {
        return TranslatedProject.of(
                folder,
                "name: shop\nservices:\n" + services,
                new StorageOptions(
                        size, sizes, "", Optional.empty(), List.of(), BindKind.AUTO, Optional.empty(), "busybox"));
    }

    private static Map<String, String> sizes(TranslatedProject project) {
        return project.claims().stream()
                .collect(java.util.stream.Collectors.toMap(Volume.Claim::name, Volume.Claim::size));
    }

    @ParameterizedTest
    @CsvSource({
        "ollama/ollama, /root/.ollama, 50Gi",
        "ollama/ollama, /root, 50Gi",
        "ollama/ollama, /root/.ollama/models, 50Gi",
        "ollama/ollama, /root/.ollamas, 1Gi",
        "example/app, /models, 50Gi",
        "example/app, /app/models, 1Gi",
        "example/app, /home/me/.cache/huggingface, 50Gi",
        "example/app, /hub/cache, 50Gi",
        "sonatype/nexus3, /nexus-data, 20Gi",
        "postgres:16, /var/lib/postgresql/data, 1Gi",
    })
    void areWhatTheFirstUseNeeds(String image, String path, String size) throws Exception {
        assertThat(sizes(project(
                        "  a: {image: '" + image + "', environment: {HF_HOME: /hub}, volumes: ['data:" + path
                                + "']}\nvolumes: {data: }",
                        "",
                        Map.of())))
                .containsValue(size);
    }

    @Test
    void areTheSameWhoeverMountsFirst() throws Exception {
        assertThat(sizes(project("""
                          a: {image: example/a, volumes: ['data:/x', './files:/y']}
                          b: {image: ollama/ollama, volumes: ['data:/root/.ollama', './files:/models']}
                        volumes: {data: }""", "", Map.of())))
                .containsOnly(Map.entry("data", "50Gi"), Map.entry("files", "50Gi"));
    }

    @Test
    void areWhatTheUserAsksFor() throws Exception {
        String services = """
                  a: {image: ollama/ollama, volumes: ['one:/root/.ollama', 'my_two:/b', 'three:/models', './four:/c']}
                volumes: {one: , my_two: , three: {x-sild: {size: 7Gi}}}""";
        TranslatedProject some = project(services, "2Gi", Map.of("my_two", "3Gi", "shop-four", "4Gi"));
        assertThat(sizes(some))
                .containsOnly(
                        Map.entry("one", "2Gi"),
                        Map.entry("my-two", "3Gi"),
                        Map.entry("three", "7Gi"),
                        Map.entry("four", "4Gi"));
        assertThat(some.reasons(Code.CLAIM_SIZES)).isEmpty();
        assertThat(sizes(project(services, "", Map.of("three", "9Gi")))).containsEntry("three", "9Gi");
    }

    @Test
    void areListedInOneLine() throws Exception {
        TranslatedProject project = project("""
                  a: {image: example/a, volumes: ['a1:/1', 'a2:/2', 'a3:/3', 'a4:/4', 'a5:/5', 'a6:/6', 'a7:/7']}
                volumes: {a1: , a2: , a3: , a4: , a5: , a6: , a7: }""", "", Map.of("a1", "2Gi", "nothing", "2Gi"));
        assertThat(project.reasons(Code.CLAIM_SIZES))
                .containsExactly("7 claims: a1 2Gi, a2 1Gi, a3 1Gi, a4 1Gi, a5 1Gi and 2 more");
        assertThat(project.reasons(Code.INPUT_INVALID)).containsExactly("--storage-size: no claim is named 'nothing'");
    }
}
