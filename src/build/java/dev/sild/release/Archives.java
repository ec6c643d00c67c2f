package dev.sild.release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.tools.tar.TarConstants;
import org.apache.tools.tar.TarEntry;
import org.apache.tools.tar.TarOutputStream;
import org.apache.tools.zip.ZipEntry;
import org.apache.tools.zip.ZipOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Writes trees as archives, whose bytes depend on nothing but the tree and the time; all belongs to root. */
final class Archives {
    private static final int FILE = 0644;
    private static final int PROGRAM = 0755;
    private static final int FOLDER = 0755;
    private static final int LINK = 0777;
    private static final int REGULAR_FILE = 0100000;

    private final Instant time;

    Archives(Instant time) {
        this.time = time;
    }

    /** Writes a tarball packed with gzip, with an entry for every folder. */
    void tarball(FileTree tree, Path file) throws IOException {
        try (OutputStream packed = gzip(Files.newOutputStream(file))) {
            tar(tree, packed);
        }
    }

    /** Writes a tarball packed with xz, which is smaller and takes longer to make, with an entry for every folder. */
    void smallTarball(FileTree tree, Path file) throws IOException {
        try (OutputStream packed = new XZOutputStream(Files.newOutputStream(file), new LZMA2Options())) {
            tar(tree, packed);
        }
    }

    private void tar(FileTree tree, OutputStream packed) throws IOException {
        try (TarOutputStream tar = new TarOutputStream(packed, "UTF-8")) {
            tar.setLongFileMode(TarOutputStream.LONGFILE_POSIX);
            for (String folder : folders(tree)) {
                put(tar, new TarEntry(folder), FOLDER, new byte[0]);
            }
            for (Map.Entry<String, FileTree.Entry> named : tree.entries().entrySet()) {
                FileTree.Entry entry = named.getValue();
                if (entry.isLink()) {
                    TarEntry link = new TarEntry(named.getKey(), TarConstants.LF_SYMLINK);
                    link.setLinkName(entry.target());
                    put(tar, link, LINK, new byte[0]);
                } else {
                    put(
                            tar,
                            new TarEntry(named.getKey()),
                            mode(entry),
                            entry.content().get());
                }
            }
        }
    }

    private void put(TarOutputStream tar, TarEntry entry, int mode, byte[] content) throws IOException {
        entry.setMode(mode);
        entry.setModTime(time.toEpochMilli());
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        entry.setSize(content.length);
        tar.putNextEntry(entry);
        tar.write(content);
        tar.closeEntry();
    }

    private static int mode(FileTree.Entry entry) {
        return entry.executable() ? PROGRAM : FILE;
    }

    /** All folders, those before what is in them. */
    private static Set<String> folders(FileTree tree) {
        Set<String> folders = new TreeSet<>();
        for (String path : tree.entries().keySet()) {
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                folders.add(path.substring(0, slash + 1));
            }
        }
        return folders;
    }

    /** Writes a zip with the modes of Unix, and without links, which Windows' tools make files of. */
    void zip(FileTree tree, Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(file.toFile())) {
            zip.setEncoding("UTF-8");
            zip.setLevel(Deflater.BEST_COMPRESSION);
            for (Map.Entry<String, FileTree.Entry> named : tree.entries().entrySet()) {
                if (named.getValue().isLink()) {
                    continue;
                }
                ZipEntry entry = new ZipEntry(named.getKey());
                entry.setTime(dosTime());
                entry.setUnixMode(REGULAR_FILE | mode(named.getValue()));
                zip.putNextEntry(entry);
                zip.write(named.getValue().content().get());
                zip.closeEntry();
            }
        }
    }

    /** A zip has the time of a clock without a zone: the one that reads as UTC's wherever this runs. */
    private long dosTime() {
        return time.atZone(ZoneOffset.UTC)
                .toLocalDateTime()
                .atZone(ZoneId.systemDefault())
                .toInstant()
                .toEpochMilli();
    }

    /** Returns the text as gzip, as Debian wants pages of the manual. */
    static byte[] gzipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = gzip(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** Without a time: the header of a GZIPOutputStream has none. */
    private static OutputStream gzip(OutputStream out) throws IOException {
        return new GZIPOutputStream(out, 1 << 16) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        };
    }
}
