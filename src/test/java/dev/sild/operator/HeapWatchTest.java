package dev.sild.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When a process counts as out of memory, and what becomes of it. */
class HeapWatchTest {
    private final HeapWatch watch = new HeapWatch(Duration.ofSeconds(60));

    private boolean exhausted(int second, int collectingSeconds, int occupied) {
        return watch.add(
                new HeapWatch.Sample(Duration.ofSeconds(second), Duration.ofSeconds(collectingSeconds), occupied));
    }

    @Test
    void aFullHeapThatIsCollectedMostOfTheTimeIsExhausted() {
        for (int second = 0; second < 60; second += 5) {
            assertThat(exhausted(second, second * 9 / 10, 95))
                    .as("after %s s", second)
                    .isFalse();
        }
        assertThat(exhausted(60, 54, 95)).isTrue();
        assertThat(watch.isExhausted()).isTrue();
    }

    @Test
    void aBusyCollectorThatFreesMemoryIsNot() {
        exhausted(0, 0, 40);
        exhausted(30, 27, 85);
        assertThat(exhausted(60, 54, 84)).isFalse();
    }

    @Test
    void oneCollectionThatFreesMemoryIsEnough() {
        exhausted(0, 0, 95);
        exhausted(30, 27, 60);
        assertThat(exhausted(60, 54, 95)).isFalse();
        assertThat(exhausted(90, 81, 95))
                .as("the sample that freed memory still begins the window")
                .isFalse();
        assertThat(exhausted(120, 108, 95)).isTrue();
    }

    @Test
    void aFullHeapThatIsSeldomCollectedIsNot() {
        exhausted(0, 0, 99);
        assertThat(exhausted(60, 30, 99)).as("half of the time").isFalse();
        assertThat(exhausted(120, 61, 99)).as("more than half of the time").isTrue();
    }

    @Test
    void itRecovers() {
        exhausted(0, 0, 95);
        assertThat(exhausted(60, 54, 95)).isTrue();
        assertThat(exhausted(65, 55, 30)).isFalse();
    }

    @Test
    void aJvmWhoseHeapIsFullEndsByItself() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Filling.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
            assertThat(process.exitValue()).isEqualTo(HeapGuard.EXIT_CODE);
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * Fills its heap to the brim, and goes on with what is left: collections without end, and never an
     * OutOfMemoryError.
     */
    static final class Filling {
        private Filling() {}

        public static void main(String[] args) {
            Thread guard = new Thread(new HeapGuard(
                    new HeapWatch(Duration.ofSeconds(3)),
                    Duration.ofMillis(200),
                    Duration.ofSeconds(1),
                    () -> Runtime.getRuntime().halt(HeapGuard.EXIT_CODE)));
            guard.setDaemon(true);
            guard.start();
            List<Object> kept = new ArrayList<>();
            while (Runtime.getRuntime().maxMemory() - used() > (4 << 20)) {
                kept.add(new byte[64 << 10]);
            }
            long[] sum = new long[1];
            while (true) {
                sum[0] += new byte[32 << 10].length + kept.size();
            }
        }

        private static long used() {
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
    }
}
