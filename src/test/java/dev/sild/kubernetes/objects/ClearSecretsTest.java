package dev.sild.kubernetes.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.secrets.KnownSecrets;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
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
