package dev.sild.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The licences and notices of a product and of the libraries that are in it. */
final class Notices {
    private static final String FOLDER = "META-INF/licences/";
    private static final Pattern LEGAL = Pattern.compile(
            "(?i)(?:META-INF/(?:licen[cs]es/)?)?[^/]*(?:LICEN[CS]E|NOTICE|COPYING|COPYRIGHT)[^/]*(?<!\\.class)");
    private static final Pattern NOTICE = Pattern.compile("(?i)(?:META-INF/)?NOTICE(?:\\.\\w+)?");

    private final Path project;
    private final String apache;
    private final List<Library> libraries;

    Notices(Path project, List<Library> libraries) throws IOException {
        this.project = project;
        this.libraries = libraries;
        this.apache = normalize(Files.readString(project.resolve("LICENSE")));
    }

    /** {@code LICENSE}, {@code NOTICE} and {@code THIRD-PARTY.txt}. */
    Map<String, byte[]> summary() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        files.put("META-INF/LICENSE", Files.readAllBytes(project.resolve("LICENSE")));
        files.put("META-INF/NOTICE", utf8(notice()));
        files.put("META-INF/THIRD-PARTY.txt", utf8(list()));
        return files;
    }

    /** The licence texts and notices of every library, as its jar has them; without copies of the Apache License. */
    Map<String, byte[]> texts() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (Library library : libraries) {
            String folder = FOLDER + library.group() + "." + library.name() + "/";
            legal(library)
                    .forEach((name, text) -> files.put(folder + name.substring(name.lastIndexOf('/') + 1), utf8(text)));
            Path kept = kept(library.group() + "." + library.name());
            Path shared = kept(library.licenceExpression());
            boolean silent = files.keySet().stream().noneMatch(name -> name.startsWith(folder));
            if (Files.exists(kept)) {
                files.put(folder + "LICENSE.txt", Files.readAllBytes(kept));
            } else if (library.needsLicenceText() && silent) {
                if (!Files.exists(shared)) {
                    throw new PackagingException("the jar of " + library.id()
                            + " has no licence text; put the text of its " + library.licenceExpression()
                            + " licence into src/build/licences/" + kept.getFileName());
                }
                files.put(folder + "LICENSE.txt", Files.readAllBytes(shared));
            }
        }
        return files;
    }

    /** The text of a library that is copied here, or that of a licence which is the same for all who use it. */
    private Path kept(String name) {
        return project.resolve("src/build/licences").resolve(name + ".txt");
    }

    private String notice() throws IOException {
        Map<String, List<String>> owners = new LinkedHashMap<>();
        for (Library library : libraries) {
            legal(library).forEach((name, text) -> {
                if (NOTICE.matcher(name).matches()) {
                    owners.computeIfAbsent(text.strip(), key -> new ArrayList<>())
                            .add(library.id());
                }
            });
        }
        StringBuilder all = new StringBuilder(Files.readString(project.resolve("NOTICE")));
        owners.forEach((text, ids) -> all.append("\n---- ")
                .append(String.join(", ", ids))
                .append("\n\n")
                .append(text)
                .append('\n'));
        return all.toString();
    }

    private String list() {
        StringBuilder list =
                new StringBuilder("Third-party libraries in this jar and the jars that its manifest names.\n");
        for (Library library : libraries) {
            list.append('\n')
                    .append(library.id())
                    .append("\n  ")
                    .append(library.licenceExpression())
                    .append('\n');
            if (!library.url().isEmpty()) {
                list.append("  ").append(library.url()).append('\n');
            }
        }
        return list.toString();
    }

    private Map<String, String> legal(Library library) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (ZipFile zip = new ZipFile(library.jar().toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.isDirectory() && LEGAL.matcher(entry.getName()).matches()) {
                    try (InputStream content = zip.getInputStream(entry)) {
                        String text = new String(content.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
                        if (!normalize(text).equals(apache)) {
                            texts.put(entry.getName(), text);
                        }
                    }
                }
            }
        }
        return texts;
    }

    private static String normalize(String text) {
        return text.replaceAll("\\s+", " ")
                .replace("https:", "http:")
                .replaceFirst("APPENDIX: How to apply.*", "")
                .strip();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
