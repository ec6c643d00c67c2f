package dev.sild.operator;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;

/**
 * Shows how near the process is to the end of its heap. How much of the heap is in use does not say that: most of it
 * may be garbage, and a heap that is full of garbage is as it should be.
 */
@Singleton
class HeapMetrics {

    void start(@Observes StartupEvent started, MeterRegistry registry) {
        show(registry);
    }

    static void show(MeterRegistry registry) {
        Gauge.builder("sild.heap.occupied.ratio", HeapMetrics::occupied)
                .description("The share of the heap that the last collection of each of its parts left in use")
                .register(registry);
    }

    /**
     * Returns what the last collection of each part left of the heap, as a share of its greatest size. Where objects
     * live long, a part is collected only once it is full, so the figure is that of then: it is never too high for what
     * is kept, and it is up to date when memory becomes scarce.
     */
    static double occupied() {
        long used = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage after = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
            used += after == null ? 0 : after.getUsed();
        }
        return (double) used / Runtime.getRuntime().maxMemory();
    }
}
