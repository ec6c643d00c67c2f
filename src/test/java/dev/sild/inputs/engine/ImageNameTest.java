package dev.sild.inputs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like an image, and what does not. */
class ImageNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nginx:1.27",
                "example/api",
                "localhost:5000/team/api",
                "registry.example.com:5000/team/api:1.0",
                "alpine@sha256:0123",
                "${IMAGE}:${TAG:-latest}"
            })
    void namesWithAFolderOrATagLookMostLikeImages(String word) {
        assertThat(ImageName.likeness(word)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "my-app", "${IMAGE}"})
    void plainWordsMayBeImages(String word) {
        assertThat(ImageName.likeness(word)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"512", "A=b", "/data", "./data", "two words", "-x", "", "CMD"})
    void otherWordsAreNoImages(String word) {
        assertThat(ImageName.likeness(word)).isZero();
    }
}
