package dev.sild.packaging;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The entries of a jar by name, and whether they are compressed. */
record Jar(Map<String, byte[]> entries, boolean compressed) {
    // Readers of streams expect the manifest first.
    private static final Comparator<String> ORDER = Comparator.comparing((String name) -> !name.equals("META-INF/"))
            .thenComparing(name -> !name.equals("META-INF/MANIFEST.MF"))
            .thenComparing(Comparator.naturalOrder());

    static Jar read(Path file) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>(ORDER);
        boolean compressed = false;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                compressed |= entry.getMethod() == ZipEntry.DEFLATED;
                try (InputStream content = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), content.readAllBytes());
                }
            }
        }
        return new Jar(entries, compressed);
    }

    /** Writes a file that depends on nothing but the entries and the time, in place of one that may be there. */
    void write(Path file, LocalDateTime time) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(next), 1 << 16);
                ZipOutputStream zip = new ZipOutputStream(stream)) {
            for (Map.Entry<String, byte[]> content : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(content.getKey());
                entry.setTimeLocal(time);
                if (!compressed || entry.isDirectory()) {
                    CRC32 checksum = new CRC32();
                    checksum.update(content.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(content.getValue().length);
                    entry.setCrc(checksum.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(content.getValue());
                zip.closeEntry();
            }
        }
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
