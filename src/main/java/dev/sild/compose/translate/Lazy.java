package dev.sild.compose.translate;

import java.util.function.Supplier;

/** A part that is read once, when it is first requested. Not thread-safe. */
final class Lazy<T> implements Supplier<T> {
    private Supplier<T> reading;
    private T value;

    Lazy(Supplier<T> reading) {
        this.reading = reading;
    }

    @Override
    public T get() {
        if (reading != null) {
            value = reading.get();
            reading = null;
        }
        return value;
    }
}
