package dev.sild.compose.translate;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A part that is read once, when it is first requested. Not thread-safe. */
final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> reading;
    private @Nullable T value;

    Lazy(Supplier<T> reading) {
        this.reading = reading;
    }

    @Override
    public T get() {
        T read = value;
        if (read == null) {
            read = reading.get();
            value = read;
        }
        return read;
    }
}
