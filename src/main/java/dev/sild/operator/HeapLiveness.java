package dev.sild.operator;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Liveness fails while the heap is exhausted. */
@Liveness
@Singleton
class HeapLiveness implements HealthCheck {
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    /** Longer than a kubelet waits before it restarts a container whose liveness fails. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HeapWatch watch = new HeapWatch(HeapWatch.WINDOW);

    void start(@Observes StartupEvent started) {
        Thread guard = new Thread(
                new HeapGuard(watch, INTERVAL, PATIENCE, () -> Quarkus.asyncExit(HeapGuard.EXIT_CODE)), "heap-guard");
        guard.setDaemon(true);
        guard.setPriority(Thread.MAX_PRIORITY);
        guard.start();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("heap").status(!watch.isExhausted()).build();
    }
}
