package dev.sild.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * What identifies results of a run in later runs, though lines may move: a hash of what is the same then, and a number
 * for those that are alike. Not thread-safe.
 */
public final class Fingerprints {
    private static final int BYTES = 8;

    private final Map<String, Integer> seen = new HashMap<>();

    /** Returns the fingerprint of the next result that has this identity. */
    public String of(String... identity) {
        String whole = String.join("\n", identity);
        int number = seen.merge(whole, 1, Integer::sum);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES) + ":" + number;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform provides SHA-256", impossible);
        }
    }
}
