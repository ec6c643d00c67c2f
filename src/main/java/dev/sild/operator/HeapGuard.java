package dev.sild.operator;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Watches the heap of this process, and ends the process when the heap stays exhausted: its liveness probe fails first,
 * so that it can be restarted; if that does not happen, it exits. {@code ExitOnOutOfMemoryError} alone does not see it:
 * the serial collector collects forever before it gives up.
 */
final class HeapGuard implements Runnable {
    private static final Logger LOG = Logger.getLogger(HeapGuard.class);
    /** As the JVM's own for ExitOnOutOfMemoryError. */
    static final int EXIT_CODE = 3;

    private final HeapWatch watch;
    private final Duration interval;
    private final Duration patience;
    private final Runnable end;

    /**
     * Creates an instance.
     *
     * @param interval how often it takes a sample
     * @param patience how long the process may go on once its heap is exhausted
     * @param end ends the process
     */
    HeapGuard(HeapWatch watch, Duration interval, Duration patience, Runnable end) {
        this.watch = watch;
        this.interval = interval;
        this.patience = patience;
        this.end = end;
    }

    /** Watches until the process ends. */
    @Override
    public void run() {
        Duration exhausted = Duration.ZERO;
        try {
            while (true) {
                HeapWatch.Sample sample = sample();
                if (!watch.add(sample)) {
                    exhausted = Duration.ZERO;
                } else if (exhausted.isZero()) {
                    exhausted = sample.at();
                    LOG.error("out of heap: garbage collection takes most of the time; raise resources.limits.memory");
                } else if (sample.at().minus(exhausted).compareTo(patience) >= 0) {
                    end.run();
                    return;
                }
                Thread.sleep(interval.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HeapWatch.Sample sample() {
        long collecting = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            // "ZGC Cycles" and "Shenandoah Cycles" run beside the program, which their pauses do not.
            if (!collector.getName().endsWith("Cycles")) {
                collecting += Math.max(0, collector.getCollectionTime());
            }
        }
        return new HeapWatch.Sample(Duration.ofNanos(System.nanoTime()), Duration.ofMillis(collecting), (int)
                (HeapMetrics.occupied() * 100));
    }
}
