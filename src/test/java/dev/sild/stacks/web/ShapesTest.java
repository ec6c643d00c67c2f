package dev.sild.stacks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sild.model.Container.PullPolicy;
import dev.sild.model.PodSecurity;
import dev.sild.model.Volume;
import dev.sild.programs.settings.RedisConf;
import dev.sild.stacks.shared.Shapes;
import dev.sild.v1alpha1.webstackspec.Api;
import dev.sild.v1alpha1.webstackspec.Cache;
import dev.sild.v1alpha1.webstackspec.staticfiles.Storage;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShapesTest {

    @Test
    void everyChoiceOfTheDefinitionHasOneOfOursAndNoTwoTheSame() {
        are(RedisConf.Policy.class, Cache.MaxMemoryPolicy.values());
        are(RedisConf.Persistence.class, Cache.Persistence.values());
        are(PodSecurity.class, Api.PodSecurity.values());
        are(PullPolicy.class, Api.ImagePullPolicy.values());
        are(Volume.Access.class, Storage.AccessMode.values());
    }

    private static <E extends Enum<E>> void are(Class<E> ours, Enum<?>... theirs) {
        assertThat(Arrays.stream(theirs).map(choice -> Shapes.same(ours, choice)))
                .doesNotHaveDuplicates();
    }

    @Test
    void aChoiceThatIsNoneOfOursIsNotTakenForAnother() {
        assertThatThrownBy(() -> Shapes.same(PodSecurity.class, Cache.Persistence.NONE))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void limitsAreReadInBytesAndThousandthsOfACore() {
        ResourceRequirements some = new ResourceRequirements();
        some.setLimits(Map.of("memory", new Quantity("1536Mi"), "cpu", new Quantity("1500m")));
        assertThat(Shapes.memoryLimit(some)).hasValue(1536L << 20);
        assertThat(Shapes.cpuLimit(some)).hasValue(1500);

        ResourceRequirements whole = new ResourceRequirements();
        whole.setLimits(Map.of("memory", new Quantity("2G"), "cpu", new Quantity("2")));
        assertThat(Shapes.memoryLimit(whole)).hasValue(2_000_000_000L);
        assertThat(Shapes.cpuLimit(whole)).hasValue(2000);

        assertThat(Shapes.memoryLimit(new ResourceRequirements())).isEmpty();
        assertThat(Shapes.cpuLimit(new ResourceRequirements())).isEmpty();
    }
}
