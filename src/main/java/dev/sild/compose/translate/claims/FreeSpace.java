package dev.sild.compose.translate.claims;

import dev.sild.compose.BindFiles;
import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.units.Sizes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The space that a server's settings keep free beside its data, or let its data have. RabbitMQ blocks whoever publishes
 * while its volume has less, and etcd fills its quota: the disk of a machine has that, and a small claim never has.
 */
final class FreeSpace {
    private static final long GIBI = 1L << 30;

    /** Longer files hold data. */
    private static final long LONGEST = 64 << 10;

    /** More than that is no claim's size, but a mistake. */
    private static final long MOST = 1024;

    private FreeSpace() {}

    /**
     * Returns how many gibibytes a claim needs so that this space is there, with what the file system takes for itself
     * and 1 Gi for other data; 0 where nothing says so.
     *
     * @param settings the names of the settings
     */
    static int needed(Attribute service, List<String> settings, FileBundles bundles) {
        if (settings.isEmpty()) {
            return 0;
        }
        // disk_free_limit.absolute = 2GB, {disk_free_limit, 2147483648}, -rabbit disk_free_limit 2147483648,
        // max_file_store: 2Gi
        Pattern setting = Pattern.compile("(?im)^[^#%\\n]{0,300}?\\b(?:"
                + settings.stream().map(Pattern::quote).collect(Collectors.joining("|"))
                + ")(?:\\.absolute)?+[ \\t]*+[ =:,\t]?+[ \\t]*+\"?+(\\d{1,15}+[ \\t]?+(?:[kmgt]i?b?|b)?)\\b(?!\\.\\d)");
        long bytes = 0;
        for (Attribute volume : service.get("volumes").below()) {
            if (volume.get("type").peek().equals("bind")) {
                bytes = Math.max(
                        bytes, ofPath(bundles.place(volume.get("source").peek()), setting, bundles.reader()));
            }
        }
        for (Attribute variable : service.get("environment").below()) {
            bytes = Math.max(bytes, inText(variable.segment() + "=" + variable.peek(), setting));
        }
        StringBuilder command = new StringBuilder();
        service.get("command")
                .below()
                .forEach(word -> command.append(word.peek()).append(' '));
        bytes = Math.max(bytes, inText(command.toString().strip(), setting));
        long gibis = bytes / GIBI + bytes / GIBI / 10 + 2;
        return bytes < GIBI / 2 || gibis > MOST ? 0 : (int) gibis;
    }

    private static long ofPath(Path path, Pattern setting, BindFiles reader) {
        long bytes = 0;
        for (BindFile file : reader.kind(path) == BindFiles.Kind.OUTSIDE
                ? List.<BindFile>of()
                : reader.read(path, LONGEST).map(BindFiles.Contents::files).orElse(List.of())) {
            bytes = Math.max(bytes, inText(new String(file.content(), StandardCharsets.ISO_8859_1), setting));
        }
        return bytes;
    }

    private static long inText(String text, Pattern setting) {
        long bytes = 0;
        Matcher matcher = setting.matcher(text);
        while (matcher.find()) {
            String size = matcher.group(1).replace("\t", " ");
            // Sizes of Compose have no unit such as Gi.
            Long found = Sizes.bytes(size.endsWith("i") || size.endsWith("I") ? size + "b" : size);
            bytes = Math.max(bytes, found == null ? 0 : found);
        }
        return bytes;
    }
}
