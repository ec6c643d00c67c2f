package dev.sild.operator.engine.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.operator.engine.state.ChildKind;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the API server's refusals are reported. */
class AnswersTest {
    private static final Status REFUSAL = new StatusBuilder()
            .withCode(422)
            .withMessage("the claim is invalid: spec: Forbidden\n core.PersistentVolumeClaimSpec{\n value-of-a-field")
            .withNewDetails()
            .addNewCause("data[key]", "value-of-a-field", "FieldValueInvalid")
            .endDetails()
            .build();

    @Test
    void theFirstLineIsToldAndNotTheObjectsAfterIt() {
        assertThat(Answers.text(new KubernetesClientException(REFUSAL), ChildKind.PERSISTENT_VOLUME_CLAIM))
                .isEqualTo("the claim is invalid: spec: Forbidden");
    }

    @Test
    void ofASecretOnlyTheFieldsAreTold() {
        assertThat(Answers.text(new KubernetesClientException(REFUSAL), ChildKind.SECRET))
                .contains("422", "data[key]")
                .doesNotContain("value-of-a-field", "Forbidden");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 429, 503})
    void aServerThatIsAwayOrBusyIsLeftAlone(int code) {
        assertThat(Answers.isOfNobody(answer(code))).isTrue();
        assertThat(Answers.isFinal(answer(code), ChildKind.DEPLOYMENT)).isFalse();
    }

    @Test
    void aKindThatIsNotThereIsAnAnswerOnlyForKindsOfOthers() {
        assertThat(Answers.isFinal(answer(404), ChildKind.SERVICE_MONITOR)).isTrue();
        assertThat(Answers.isFinal(answer(404), ChildKind.DEPLOYMENT)).isFalse();
        assertThat(Answers.isOfNobody(answer(404))).isFalse();
    }

    private static KubernetesClientException answer(int code) {
        return new KubernetesClientException(
                "", code, new StatusBuilder().withCode(code).build());
    }
}
