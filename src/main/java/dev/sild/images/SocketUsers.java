package dev.sild.images;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What takes the place of a container engine's socket on Kubernetes, by image: {@code socket.txt} lists them, and
 * documents how a line is written.
 */
public final class SocketUsers {
    private static final String FILE = "socket.txt";
    private static final String ANY_FOLDER = "*/";

    private SocketUsers() {}

    /** The table, by the names of its images. */
    private static final class Table {
        private static final Map<String, String> REMEDIES = new HashMap<>();

        static {
            text().lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(line -> {
                        int colon = line.indexOf(": ");
                        for (String name : line.substring(0, colon).split(" ")) {
                            REMEDIES.put(name, line.substring(colon + 2));
                        }
                    });
        }
    }

    private static String text() {
        try (InputStream file = SocketUsers.class.getResourceAsStream(FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what to do with an image that mounts the socket; empty where nothing is known about it. */
    public static Optional<String> remedy(String imageReference) {
        String path = ImageReference.parse(imageReference).repository();
        String name = path.startsWith("library/") ? path.substring("library/".length()) : path;
        return Optional.ofNullable(Table.REMEDIES.get(name))
                .or(() -> Optional.ofNullable(
                        Table.REMEDIES.get(ANY_FOLDER + name.substring(name.lastIndexOf('/') + 1))));
    }
}
