package dev.sild.cli.terminal;

import java.util.concurrent.CountDownLatch;

/**
 * What happens on Ctrl-C: the thread that made this is interrupted, and the process ends when it has closed it, with
 * the exit code of the signal.
 */
public final class Interruption implements AutoCloseable {
    /** How long after a program of the same terminal was ended by Ctrl-C this one surely knows of it, too. */
    private static final long MILLIS = 300;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean requested;

    public Interruption() {
        hearSignals();
        Thread working = Thread.currentThread();
        hook = new Thread(
                () -> {
                    requested = true;
                    working.interrupt();
                    try {
                        closed.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "ctrl-c");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Lets the executable run its shutdown hooks on a signal, as a JVM does. It does not set this up by itself, since
     * all of its arguments belong to the user ({@code -H:-ParseRuntimeOptions}), and both are done in one step.
     */
    private static void hearSignals() {
        if (System.getProperty("org.graalvm.nativeimage.imagecode") == null) {
            return;
        }
        try {
            Class.forName("org.graalvm.nativeimage.VMRuntime")
                    .getMethod("initialize")
                    .invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the executable's metadata has this method", e);
        }
    }

    /** Whether there was one. A failure may be one, too, that has not come here yet: podman is on the same terminal. */
    public boolean explainsFailure() {
        try {
            for (int tries = 0; tries < 10 && !requested; tries++) {
                Thread.sleep(MILLIS / 10);
            }
        } catch (InterruptedException e) {
            return true;
        }
        return requested;
    }

    @Override
    public void close() {
        // From here on, an interrupt is no longer a failure.
        Thread.interrupted();
        closed.countDown();
        if (!requested) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException ending) {
                // The process ends for another reason.
            }
        }
    }
}
