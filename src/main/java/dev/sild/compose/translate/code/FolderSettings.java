package dev.sild.compose.translate.code;

import dev.sild.compose.translate.code.ProgramWrites.Place;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Settings of Symfony and Rails that name folders for what users send. */
final class FolderSettings {
    private static final Pattern SYMFONY = Pattern.compile(
            "^\\s*+([\\w.-]{1,80})\\s*+:\\s*+[\"']?%kernel\\.project_dir%/(?!\\.)([\\w./-]{1,200})[\"']?\\s*+$");

    private static final Pattern PLACE = Pattern.compile("(?i).*(?:dir|directory|destination|folder)");

    /** What is below the pages of Symfony, but is built or installed. */
    private static final Pattern OF_PAGES =
            Pattern.compile("public/(?!(?:build|bundles|assets|css|js|static|dist)(?:/|$)).*");

    /** {@code root: <%= Rails.root.join("storage") %>} of a service that is a folder. */
    private static final Pattern ACTIVE_STORAGE =
            Pattern.compile("^\\s*+root:\\s*+<%=\\s*+Rails\\.root\\.join\\([\"'](?!tmp)([\\w/-]{1,100})[\"']\\)");

    /** {@code "uploads/#{model.class}"} of an uploader of CarrierWave. */
    private static final Pattern CARRIERWAVE =
            Pattern.compile("^(?:def store_dir;)?\\s*+[\"'](?:public/)?([\\w/-]{1,100})(?:/#\\{.*|[\"'])");

    private FolderSettings() {}

    /** Returns the folders that the settings in a file name. */
    static List<Place> in(String file, List<String> lines) {
        if (CodeNames.extension(file).equals("rb")) {
            return ofUploader(file, lines);
        }
        if (!("/" + file).contains("/config/")) {
            return List.of();
        }
        boolean rails = file.endsWith("config/storage.yml") && lines.stream().anyMatch(line -> line.contains("Disk"));
        return lines.stream()
                .flatMap(line -> (rails ? found(ACTIVE_STORAGE, line) : ofSymfony(line)).stream())
                .map(path -> below(file, "/config/", path))
                .toList();
    }

    /** Returns the folder that the method of an uploader returns for it; others return names and other paths. */
    private static List<Place> ofUploader(String file, List<String> lines) {
        if (lines.stream().noneMatch(line -> line.matches("storage\\s+:file"))) {
            return List.of();
        }
        return lines.stream()
                .dropWhile(line -> !line.startsWith("def store_dir"))
                .takeWhile(line -> !line.equals("end"))
                .flatMap(line -> found(CARRIERWAVE, line).stream())
                .limit(1)
                .map(path -> below(file, "/app/", "public/" + path))
                .toList();
    }

    private static Optional<String> ofSymfony(String line) {
        Matcher setting = SYMFONY.matcher(line);
        if (!setting.matches()) {
            return Optional.empty();
        }
        String path = setting.group(2).replaceFirst("/++$", "");
        return PLACE.matcher(setting.group(1)).matches()
                                && OF_PAGES.matcher(path).matches()
                        || UploadCalls.isOfUploads(path)
                ? Optional.of(path)
                : Optional.empty();
    }

    private static Optional<String> found(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Returns a path in the folder of a project, which is around one of its own folders. */
    private static Place below(String file, String folder, String path) {
        int start = ("/" + file).lastIndexOf(folder);
        return new Place(start <= 0 ? path : file.substring(0, start - 1) + "/" + path, true, "");
    }
}
