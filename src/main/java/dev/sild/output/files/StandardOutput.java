package dev.sild.output.files;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A buffered UTF-8 stream for standard output that, other than a plain {@link PrintStream}, knows why a write failed.
 */
public final class StandardOutput extends PrintStream {
    private static final int BUFFER = 1 << 14;

    private final Remembering stream;

    /** Makes the stream that writes to {@code out}. */
    public StandardOutput(OutputStream out) {
        this(new Remembering(out));
    }

    private StandardOutput(Remembering stream) {
        super(new BufferedOutputStream(stream, BUFFER), false, StandardCharsets.UTF_8);
        this.stream = stream;
    }

    /** Writes out what is buffered, and returns the first failure since the stream was made. */
    public Optional<IOException> failure() {
        flush();
        return Optional.ofNullable(stream.failure);
    }

    /** Whether {@code failure} says that the reader of a pipe has gone (EPIPE). */
    public static boolean readerHasGone(@Nullable Throwable failure) {
        return failure instanceof IOException
                && String.valueOf(failure.getMessage()).contains("Broken pipe");
    }

    private static final class Remembering extends FilterOutputStream {
        private @Nullable IOException failure;

        Remembering(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException failed) {
                failure = failure == null ? failed : failure;
                throw failed;
            }
        }
    }
}
