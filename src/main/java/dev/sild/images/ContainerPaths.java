package dev.sild.images;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Paths inside an image or a container: always with slashes, regardless of the platform Sild runs on. */
public final class ContainerPaths {
    private ContainerPaths() {}

    /** Returns {@code path}, seen from {@code folder}, absolute and without {@code .}, {@code ..} or a last slash. */
    public static String absolute(String folder, String path) {
        String whole = path.startsWith("/") ? path : folder + "/" + path;
        Deque<String> parts = new ArrayDeque<>();
        int start = 0;
        while (start <= whole.length()) {
            int end = whole.indexOf('/', start);
            end = end < 0 ? whole.length() : end;
            String part = whole.substring(start, end);
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
            start = end + 1;
        }
        return "/" + String.join("/", parts);
    }

    /**
     * Whether a volume may be mounted at a path, absolute and normal: it would hide all of the image at the root, and
     * Kubernetes refuses a colon.
     */
    public static boolean mayBeMounted(String path) {
        return !path.equals("/") && path.indexOf(':') < 0;
    }

    /** Whether {@code path} is {@code folder} or lies below it; both absolute and normal. */
    public static boolean contains(String folder, String path) {
        return folder.equals("/")
                || path.equals(folder)
                || path.startsWith(folder) && path.charAt(folder.length()) == '/';
    }

    /**
     * Returns {@code path} as seen from a folder around it; empty where that is not around it. Both absolute, normal.
     */
    public static Optional<String> below(String folder, String path) {
        if (!contains(folder, path)) {
            return Optional.empty();
        }
        return Optional.of(
                folder.equals("/") ? path.substring(1) : path.substring(Math.min(path.length(), folder.length() + 1)));
    }
}
