package dev.sild.compose.translate.code;

import dev.sild.compose.translate.code.ProgramWrites.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Folders that uploads only pass through, as multer's {@code dest} where a program renames the files to their places.
 * PHP, Java and .NET copy what they cannot rename.
 */
final class MovedUploads {
    private static final Map<String, Pattern> RENAMES = renames();

    /** The file that came with a request, wherever its folder is named: {@code fs.rename(req.file.path, to)}. */
    private static final Pattern OF_REQUEST = Pattern.compile(
            "\\brename(?:Sync)?\\(\\s{0,20}+[\\w.\\[\\]'\"?!]{0,80}?(?:\\.path|\\.filepath|[pP]ath)\\b");

    private final Map<String, Set<Place>> byFile = new HashMap<>();
    private final Set<String> renaming = new HashSet<>();
    private boolean ofRequests;

    private static Map<String, Pattern> renames() {
        Map<String, Pattern> renames = new HashMap<>();
        Pattern script = Pattern.compile("\\brename(?:Sync)?\\(");
        for (String extension : UploadCalls.SCRIPTS) {
            renames.put(extension, script);
        }
        renames.put("py", Pattern.compile("\\bos\\.(?:rename|renames|replace)\\(|\\.rename\\("));
        renames.put("go", Pattern.compile("\\bos\\.Rename\\("));
        renames.put("rb", Pattern.compile("\\bFile\\.rename\\b"));
        return renames;
    }

    /** Looks for calls that rename files. */
    void lookAt(String file, String text) {
        String extension = CodeNames.extension(file);
        Pattern renames = RENAMES.get(extension);
        if (renames != null
                && (text.contains("ename") || text.contains("os.replace"))
                && renames.matcher(text).find()) {
            renaming.add(file);
            ofRequests |= UploadCalls.SCRIPTS.contains(extension)
                    && OF_REQUEST.matcher(text).find();
        }
    }

    /** Notes a folder that a file names. */
    void add(String file, Place folder) {
        byFile.computeIfAbsent(file, first -> new LinkedHashSet<>()).add(folder);
    }

    /** Returns the folders whose files are moved. */
    Set<Place> folders() {
        Set<Place> moved = new LinkedHashSet<>();
        byFile.forEach((file, folders) -> {
            if (renaming.contains(file) || ofRequests && UploadCalls.SCRIPTS.contains(CodeNames.extension(file))) {
                moved.addAll(folders);
            }
        });
        return moved;
    }
}
