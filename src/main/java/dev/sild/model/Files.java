package dev.sild.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A bundle of small files or values that travels with the application.
 *
 * @param name the bundle's name, a DNS subdomain
 * @param entries what it holds, in order; no key twice
 * @param secret whether it must be kept from those who may read configuration
 * @param supplied whether the application supplies the content; false if it must be created elsewhere
 * @param owner the component it belongs to; empty where it is shared
 * @param object the name that who makes it gives it: this bundle's own, unless another bundle has that
 */
public record Files(
        String name, List<Entry> entries, boolean secret, boolean supplied, Optional<String> owner, String object) {
    private static final int READ_BY_OTHERS = 04;

    /**
     * One file or value.
     *
     * @param key its key in the bundle: letters, digits, {@code -}, {@code _} and {@code .}
     * @param path where it is below the mount, with {@code /} between folders
     * @param mode permission bits such as 0755; -1 for the default
     * @param content its bytes
     */
    public record Entry(String key, String path, int mode, byte[] content) {}

    public Files {
        entries = List.copyOf(entries);
    }

    /** Makes a bundle that is found by its own name. */
    public Files(String name, List<Entry> entries, boolean secret, boolean supplied, Optional<String> owner) {
        this(name, entries, secret, supplied, owner, name);
    }

    /** Returns this bundle with one more entry, unless it has one of that key. */
    public Files with(Entry entry) {
        if (entries.stream().anyMatch(known -> known.key().equals(entry.key()))) {
            return this;
        }
        List<Entry> more = new ArrayList<>(entries);
        more.add(entry);
        return new Files(name, more, secret, supplied, owner, object);
    }

    /** Returns this bundle as one that no component has for itself. */
    public Files shared() {
        return new Files(name, entries, secret, supplied, Optional.empty(), object);
    }

    /** Whether only the owner and the group may read one of the files. */
    public boolean guarded() {
        return entries.stream().anyMatch(entry -> entry.mode() >= 0 && (entry.mode() & READ_BY_OTHERS) == 0);
    }

    /** Returns how many bytes the contents have together. */
    public long bytes() {
        return entries.stream().mapToLong(entry -> entry.content().length).sum();
    }

    /**
     * Returns about how many bytes an entry of this bundle takes in JSON as Go writes it: base64 for what is secret or
     * binary, else the characters with their escapes, those of HTML included.
     */
    public long jsonBytes(Entry entry) {
        long plain = entry.key().length() + 8L;
        long base64 = plain + entry.content().length * 4L / 3 + 4;
        if (secret) {
            return base64;
        }
        boolean binary = false;
        for (byte b : entry.content()) {
            binary |= b == 0;
            plain += 1 + escape(b);
        }
        return binary ? base64 : plain;
    }

    private static int escape(byte character) {
        return switch (character) {
            case '"', '\\', '\n', '\r', '\t' -> 1;
            case '<', '>', '&' -> 5;
            default -> character >= 0 && character < ' ' ? 5 : 0;
        };
    }
}
