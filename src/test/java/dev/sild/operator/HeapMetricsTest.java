package dev.sild.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The figure that warns before the heap is full follows what is kept, and not what is garbage. */
class HeapMetricsTest {
    private static final int MEGABYTE = 1 << 20;

    /** A tenth of the heap, in pieces. */
    private static List<byte[]> aTenth() {
        List<byte[]> pieces = new ArrayList<>();
        for (long left = Runtime.getRuntime().maxMemory() / 10; left > 0; left -= MEGABYTE) {
            pieces.add(new byte[MEGABYTE - 64]);
        }
        return pieces;
    }

    private static double occupied() {
        System.gc();
        return HeapMetrics.occupied();
    }

    @Test
    void garbageThatIsNotCollectedYetIsNotCounted() {
        double before = occupied();

        long sum = 0;
        for (long left = Runtime.getRuntime().maxMemory() / 10; left > 0; left -= MEGABYTE / 16) {
            sum += new byte[MEGABYTE / 16].length;
        }

        assertThat(sum).isPositive();
        assertThat(HeapMetrics.occupied()).isCloseTo(before, within(0.03));
    }

    @Test
    void itCountsWhatIsKeptAndNoGarbage() {
        double before = occupied();

        List<byte[]> kept = aTenth();
        double with = occupied();
        int pieces = kept.size();
        kept.clear();
        double after = occupied();

        assertThat(pieces).isPositive();
        assertThat(before).isBetween(0.001, 0.8);
        assertThat(with - before).as("a tenth of the heap is kept").isBetween(0.07, 0.13);
        assertThat(with - after).as("and then garbage").isBetween(0.07, 0.13);
    }
}
