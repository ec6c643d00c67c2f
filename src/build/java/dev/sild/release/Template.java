package dev.sild.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with places that are named as {@code @VERSION@}. */
final class Template {
    private static final Pattern PLACE = Pattern.compile("@([A-Z][A-Z_0-9]+)@");

    private final Path file;
    private final Map<String, String> values = new TreeMap<>();

    private Template(Path file) {
        this.file = file;
    }

    /** Reads a text, for the values that every package has. */
    static Template of(Path file, Release release) {
        Template template = new Template(file);
        template.values.put("VERSION", release.version());
        template.values.put("DEBIAN_VERSION", release.debianVersion());
        template.values.put("DEBIAN_TIME", release.debianTime());
        template.values.put("URL", release.base());
        return template;
    }

    /** Returns the text with these values, too; a place without a value is an error. */
    String fill(Map<String, String> more) throws IOException {
        values.putAll(more);
        return PLACE.matcher(Files.readString(file))
                .replaceAll(place -> Matcher.quoteReplacement(value(place.group(1))));
    }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new ReleaseException(file + ": @" + name + "@ has no value");
        }
        return value;
    }
}
