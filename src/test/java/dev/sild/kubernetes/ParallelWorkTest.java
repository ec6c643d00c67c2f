package dev.sild.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelWorkTest {

    private static List<Integer> numbers(int many) {
        return IntStream.range(0, many).boxed().toList();
    }

    @Test
    void resultsStandInTheOrderOfWhatTheyAreOf() {
        for (int many : new int[] {0, 1, 64, 65, 1_000, 1_024}) {
            List<List<Integer>> results = ParallelWork.map(numbers(many), portion -> {
                // The earlier, the later it is done.
                for (int spin = portion.isEmpty() ? 0 : (many - portion.get(0)) * 50; spin > 0; spin--) {
                    Thread.onSpinWait();
                }
                return List.copyOf(portion);
            });

            assertThat(results.stream().flatMap(List::stream)).containsExactlyElementsOf(numbers(many));
        }
    }

    @Test
    void aCommonProjectIsOnePortionDoneByTheCaller() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();

        List<Integer> results = ParallelWork.map(numbers(64), portion -> {
            threads.add(Thread.currentThread());
            return portion.size();
        });

        assertThat(results).containsExactly(64);
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void whatFailsInAPortionFailsTheWhole() {
        assertThatThrownBy(() -> ParallelWork.map(numbers(500), portion -> {
                    if (portion.contains(400)) {
                        throw new IllegalStateException("400");
                    }
                    return portion;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("400");
    }
}
