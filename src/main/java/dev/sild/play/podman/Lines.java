package dev.sild.play.podman;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The lines of a program's output, as they come. */
public final class Lines {
    private static final long PAUSE_MILLIS = 40;

    private final InputStream stream;

    public Lines(InputStream stream) {
        this.stream = stream;
    }

    /**
     * Passes on each line until the program closes its output; reading can be interrupted, which a read alone cannot.
     */
    public void forEach(Consumer<String> lines) throws InterruptedException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            Thread waiting = Thread.currentThread();
            Thread copier = new Thread(() -> copy(reader, lines), waiting.getName() + "-lines");
            copier.setDaemon(true);
            copier.start();
            while (copier.isAlive()) {
                copier.join(PAUSE_MILLIS);
            }
        } catch (IOException closed) {
            // The stream has ended.
        }
    }

    private static void copy(BufferedReader reader, Consumer<String> lines) {
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.accept(line);
            }
        } catch (IOException closed) {
            // The program has ended, or is being ended.
        }
    }
}
