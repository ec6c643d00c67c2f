package dev.sild.stacks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Resources;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelValuesTest {

    @Test
    void limitsAreReadInBytesAndThousandthsOfACore() {
        Resources some = new Resources(Map.of("memory", "1536Mi", "cpu", "1500m"), Map.of(), Map.of());
        assertThat(ModelValues.memoryLimit(some)).hasValue(1536L << 20);
        assertThat(ModelValues.cpuLimit(some)).hasValue(1500);

        Resources whole = new Resources(Map.of("memory", "2G", "cpu", "2"), Map.of(), Map.of());
        assertThat(ModelValues.memoryLimit(whole)).hasValue(2_000_000_000L);
        assertThat(ModelValues.cpuLimit(whole)).hasValue(2000);

        assertThat(ModelValues.memoryLimit(Resources.NONE)).isEmpty();
        assertThat(ModelValues.cpuLimit(Resources.NONE)).isEmpty();
    }
}
