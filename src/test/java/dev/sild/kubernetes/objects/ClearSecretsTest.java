package dev.sild.kubernetes.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.secrets.KnownSecrets;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClearSecretsTest {
    private static final String VALUE = "s3cr3tLEAK9";

    @Test
    void aValueIsFoundInANameOfAFieldToo() {
        HasMetadata object = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("web")
                .endMetadata()
                .addToData("conf-" + VALUE, "x")
                .build();

        assertThat(find(object)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.SECRET_IN_CLEAR);
            assertThat(finding.reason()).contains("API_TOKEN", "ConfigMap 'web', data");
            assertThat(finding.reason()).doesNotContain(VALUE);
        });
    }

    @Test
    void theNameOfItsOwnVariableMayContainIt() {
        String name = "YANDEX_TRANSLATION_API_KEY";
        KnownSecrets secrets =
                new KnownSecrets.Builder().add(name, "yandex_translation").build(Set.of());
        HasMetadata pod = new PodBuilder()
                .withNewMetadata()
                .withName("web")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .addNewEnv()
                .withName(name)
                .withNewValueFrom()
                .withNewSecretKeyRef(name, "web", false)
                .endValueFrom()
                .endEnv()
                .endContainer()
                .endSpec()
                .build();
        HasMetadata other = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("other")
                .endMetadata()
                .addToData("OTHER_" + name, "x")
                .build();

        assertThat(ClearSecrets.find(List.of(pod), secrets, Map.of())).isEmpty();
        assertThat(ClearSecrets.find(List.of(other), secrets, Map.of())).hasSize(1);
    }

    @Test
    void aSecretMayHoldIt() {
        assertThat(find(new SecretBuilder()
                        .withNewMetadata()
                        .withName("web")
                        .endMetadata()
                        .addToStringData("token", VALUE)
                        .build()))
                .isEmpty();
    }

    private static List<Finding> find(HasMetadata object) {
        return ClearSecrets.find(
                List.of(object),
                new KnownSecrets.Builder().add("API_TOKEN", VALUE).build(Set.of()),
                Map.of());
    }
}
