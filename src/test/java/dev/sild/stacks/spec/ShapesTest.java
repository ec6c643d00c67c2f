package dev.sild.stacks.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sild.model.Container.PullPolicy;
import dev.sild.model.PodSecurity;
import dev.sild.model.Volume;
import dev.sild.programs.settings.RedisConf;
import dev.sild.v1alpha1.webstackspec.Api;
import dev.sild.v1alpha1.webstackspec.Cache;
import dev.sild.v1alpha1.webstackspec.staticfiles.Storage;
import java.util.Arrays;
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
}
