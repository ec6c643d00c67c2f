package dev.sild.operator;

import io.javaoperatorsdk.operator.Operator;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Starts the controllers beside Quarkus, so that health answers while caches are being filled. If they cannot start,
 * the process exits, so that its supervisor notices and restarts it.
 */
@Singleton
class Start {
    private static final Logger LOG = Logger.getLogger(Start.class);

    private final Operator operator;
    private final Leadership leadership;

    Start(Operator operator, Leadership leadership) {
        this.operator = operator;
        this.leadership = leadership;
    }

    void start(@Observes StartupEvent started) {
        new Thread(this::run, "operator-start").start();
    }

    private void run() {
        try {
            operator.start();
        } catch (RuntimeException e) {
            LOG.errorf("cannot start the operator: %s", reason(e));
            LOG.debug("stack trace", e);
            Quarkus.asyncExit(1);
        }
    }

    /** What led to it says more than that it happened: all of it, in one line. */
    private static String reason(Throwable failure) {
        Set<String> reasons = new LinkedHashSet<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            reasons.add(
                    cause.getMessage() == null
                            ? cause.getClass().getSimpleName()
                            : cause.getMessage().lines().findFirst().orElse(""));
        }
        return String.join(": ", reasons);
    }

    void stop(@Observes ShutdownEvent stopped) {
        operator.stop();
        leadership.release();
    }
}
