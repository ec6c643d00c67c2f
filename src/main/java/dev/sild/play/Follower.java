package dev.sild.play;

import dev.sild.play.podman.Lines;
import dev.sild.play.podman.Podman;
import dev.sild.play.podman.PodmanException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the logs of containers. */
public final class Follower {
    private static final long PAUSE_MILLIS = 500;

    private final Podman podman;
    private final BiConsumer<Row, String> lines;

    /**
     * What is read of a log.
     *
     * @param follow whether what comes is read, too, until the container ends
     * @param tail how many of the lines that are there; empty for all
     */
    public record Options(boolean follow, Optional<Integer> tail) {}

    /** Creates a follower that passes each line to {@code lines}, from several threads. */
    public Follower(Podman podman, BiConsumer<Row, String> lines) {
        this.podman = podman;
        this.lines = lines;
    }

    /** Reads the logs of containers, concurrently if they are followed; returns when all of them have ended. */
    public void read(List<Row> containers, Function<Row, Options> each) throws PodmanException, InterruptedException {
        List<Reader> readers = new ArrayList<>();
        try {
            for (Row container : containers) {
                Reader reader = new Reader(container, each.apply(container));
                readers.add(reader);
                reader.start();
                if (!reader.options.follow()) {
                    reader.join();
                }
            }
            for (Reader reader : readers) {
                reader.join();
            }
        } finally {
            readers.forEach(Reader::end);
        }
        for (Reader reader : readers) {
            PodmanException failure = reader.failure;
            if (failure != null) {
                throw failure;
            }
        }
    }

    private final class Reader extends Thread {
        private final Row container;
        private final Options options;
        private volatile @Nullable PodmanException failure;
        private volatile @Nullable Process process;

        Reader(Row container, Options options) {
            super("logs-" + container.name());
            setDaemon(true);
            this.container = container;
            this.options = options;
        }

        @Override
        public void run() {
            try {
                List<String> first = new ArrayList<>();
                options.tail().ifPresent(tail -> first.addAll(List.of("--tail", String.valueOf(tail))));
                read(first);
                // A container that ends and is started again has a log that goes on.
                while (options.follow() && isStartedAgain()) {
                    read(List.of("--tail", "0"));
                }
            } catch (PodmanException e) {
                failure = e;
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }

        private void read(List<String> more) throws PodmanException, InterruptedException {
            List<String> command = new ArrayList<>(List.of("logs"));
            if (options.follow()) {
                command.add("--follow");
            }
            command.addAll(more);
            command.add(container.id());
            Process started = podman.start(command, "");
            process = started;
            if (isInterrupted()) {
                started.destroy();
            }
            try {
                new Lines(started.getInputStream()).forEach(line -> lines.accept(container, line));
            } finally {
                started.destroy();
            }
        }

        /** Stops this thread and the process that it reads, which would otherwise wait for lines that nothing reads. */
        private void end() {
            interrupt();
            Process reading = process;
            if (reading != null) {
                reading.destroy();
            }
        }

        private boolean isStartedAgain() throws PodmanException, InterruptedException {
            Thread.sleep(PAUSE_MILLIS);
            Podman.Answer answer = podman.run("container", "inspect", "--format", "{{.State.Running}}", container.id());
            return answer.isGood() && answer.out().strip().equals("true");
        }
    }
}
