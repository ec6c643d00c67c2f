package dev.sild.kubernetes.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import dev.sild.kubernetes.Rendering;
import dev.sild.kubernetes.Samples;
import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.model.Application;
import dev.sild.model.Container;
import dev.sild.model.Files;
import dev.sild.model.Mesh;
import dev.sild.model.Mount;
import dev.sild.model.Naming;
import dev.sild.model.Placement;
import dev.sild.model.Pod;
import dev.sild.model.Text;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pods roll when something changes that they read, and only then. */
class ContentsTest {
    private static final String FILES = "sild.dev/files";
    private static final String SECRETS = "sild.dev/secrets";

    @Test
    void anotherSecretOfTheSameNameRollsWhoReadsItInWhateverWay() {
        for (String reader : List.of("mounts", "variable", "environment")) {
            String before =
                    annotations(reader, "a", Map.of("made-elsewhere", "uid/1")).get(SECRETS);
            assertThat(before).as(reader).startsWith("sha256-");
            assertThat(annotations(reader, "a", Map.of("made-elsewhere", "uid/1"))
                            .get(SECRETS))
                    .isEqualTo(before);
            assertThat(annotations(reader, "a", Map.of("made-elsewhere", "uid/2"))
                            .get(SECRETS))
                    .isNotEqualTo(before);
        }
    }

    @Test
    void secretsOfOthersRollNobody() {
        assertThat(annotations("reader", "a", Map.of("made-elsewhere", "uid/1")))
                .doesNotContainKey(SECRETS);
        assertThat(annotations("variable", "a", Map.of("another", "uid/1"))).doesNotContainKey(SECRETS);
    }

    @Test
    void aSecretsContentIsInNoHash() {
        assertThat(annotations("variable", "a", Map.of())).doesNotContainKeys(SECRETS, FILES);
        assertThat(annotations("mounts-own", "a", Map.of()))
                .isEqualTo(annotations("mounts-own", "b", Map.of()))
                .doesNotContainKeys(SECRETS, FILES);
    }

    @Test
    void settingsThatChangeRollWhoMountsThemOrHasThemInItsEnvironment() {
        for (String reader : List.of("settings", "settings-environment")) {
            String before = annotations(reader, "a", Map.of()).get(FILES);
            assertThat(before).as(reader).startsWith("sha256-");
            assertThat(annotations(reader, "b", Map.of()).get(FILES)).isNotEqualTo(before);
        }
    }

    @Test
    void whatSomebodyElseMakesKeepsItsName() {
        String yaml = Rendering.of(application("variable", "a")).spec("Deployment/shop-api");

        assertThat(yaml).contains("name: made-elsewhere").doesNotContain("shop-made-elsewhere");
        assertThat(Rendering.of(application("settings", "a")).spec("Deployment/shop-api"))
                .contains("name: shop-settings");
    }

    private static Map<String, String> annotations(String reader, String content, Map<String, String> identities) {
        Rendering rendering = Rendering.of(
                application(reader, content),
                RenderOptions.ofStack(RenderOptions.Monitoring.ANNOTATIONS).with(identities));
        return Tree.strings(rendering.tree("Deployment/shop-api"), "spec", "template", "metadata", "annotations");
    }

    private static Application application(String reader, String content) {
        Container container = switch (reader) {
            case "mounts" -> container(List.of(Mount.ofFiles("auth", "/a", "")), List.of(), List.of());
            case "mounts-own" -> container(List.of(Mount.ofFiles("own", "/a", "")), List.of(), List.of());
            case "settings" -> container(List.of(Mount.ofFiles("settings", "/a", "")), List.of(), List.of());
            case "variable" ->
                container(
                        List.of(),
                        List.of(new Container.Env("PASSWORD", new Text.SecretRef("auth", "password"))),
                        List.of());
            case "environment" -> container(List.of(), List.of(), List.of(new Container.EnvFrom("auth", "")));
            case "settings-environment" ->
                container(List.of(), List.of(), List.of(new Container.EnvFrom("settings", "")));
            default -> container(List.of(), List.of(), List.of());
        };
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return new Application(
                "shop",
                List.of(Samples.component(container, Samples.replicas(1), Pod.PLAIN, Placement.ANYWHERE)),
                List.of(),
                List.of(),
                List.of(
                        new Files("auth", List.of(), true, false, Optional.empty(), "made-elsewhere"),
                        new Files("own", List.of(new Files.Entry("k", "k", -1, bytes)), true, true, Optional.empty()),
                        new Files(
                                "settings",
                                List.of(new Files.Entry("k", "k", -1, bytes)),
                                false,
                                true,
                                Optional.empty())),
                List.of(),
                List.of(),
                Naming.of("webstack", "shop"),
                Optional.empty(),
                List.of(),
                Mesh.NONE);
    }

    private static Container container(List<Mount> mounts, List<Container.Env> env, List<Container.EnvFrom> envFrom) {
        return Samples.container("api", List.of(), mounts, env, List.of(), envFrom);
    }
}
