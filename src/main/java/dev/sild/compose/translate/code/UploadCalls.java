package dev.sild.compose.translate.code;

import dev.sild.compose.translate.code.ProgramWrites.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls and settings with which a file of code puts what users send into folders, in the forms of languages and
 * frameworks.
 *
 * @param calls those that the file may have
 */
record UploadCalls(List<Call> calls) {
    static final Set<String> SCRIPTS = Set.of("js", "mjs", "cjs", "ts", "mts", "cts", "tsx", "jsx");
    private static final Set<String> PHP = Set.of("php");
    private static final Set<String> GO = Set.of("go");
    private static final Set<String> JVM = Set.of("java", "kt");
    private static final Set<String> PYTHON = Set.of("py");
    private static final Set<String> SHARP = Set.of("cs");
    private static final String OPENED = "\\bopen\\((?=.{1,200}[\"'][wax]b?\\+?[\"'])";
    private static final int MOST_IN_LINE = 4;

    /** Folders whose name says that what users send is in them. */
    private static final Pattern OF_UPLOADS = Pattern.compile(
            "(?i)(?:.*/)?(?:(?:user|file|image)s?[_-]?)?(?:uploads?|uploaded|avatars|attachments)(?:[_-]?(?:files?|images?|dir))?(?:/.*)?");

    /** A text with a folder of such a name has one of these; whether in capitals or not is left to the expression. */
    private static final List<String> NAMED = List.of("pload", "PLOAD", "vatar", "VATAR", "ttachment", "TTACHMENT");

    /**
     * A call whose argument is a folder or a file in it.
     *
     * @param languages the extensions of its files
     * @param words a file without any of these, with {@code |} between them, has no such call: an expression takes much
     *     longer to find that out
     * @param needs what the file has as well, where the call alone may be any
     * @param start what stands before the arguments
     * @param argument which of them it is, from 0
     * @param named whether it counts only if the folder is called as one of uploads
     */
    record Call(Set<String> languages, List<String> words, Pattern needs, Pattern start, int argument, boolean named) {}

    private static final String UPLOADED =
            "UploadedFile|getClient|getFiles?\\(|->file\\(|hasFile\\(|getRandomName|guessExtension|hasMoved|UploadPath|\\$_FILES";

    private static final List<Call> ALL = List.of(
            call(PHP, "move_uploaded_file", "", "\\b(?:move_uploaded_file)\\(", 1, false),
            call(PHP, "->move|->saveAs", UPLOADED, "->(?:move|moveTo|saveAs)\\(", 0, false),
            call(PHP, "->saveAs", "", "->saveAs\\(", 0, false),
            call(PHP, "->move", "", "->(?:move|moveTo)\\(", 0, true),
            call(PHP, "->setUploadDir", "", "->setUploadDir\\(", 0, false),
            call(
                    PHP,
                    "pload|PLOAD",
                    "",
                    "(?i)\\b\\w{0,30}?upload\\w{0,20}?(?:path|dir|directory|folder)[\"']?\\]?\\s*+(?:=>|=(?!=)|,)",
                    0,
                    false),
            call(SCRIPTS, ".mv(", "\\.files\\b|fileupload", "\\.mv\\(", 0, false),
            call(SCRIPTS, "dest", "multer|FileInterceptor|FilesInterceptor", "\\bdest(?:ination)?\\s*+:", 0, false),
            call(SCRIPTS, "multer", "multer", "\\b(?:cb|callback|done)\\(\\s*+null\\s*+,", 0, false),
            call(SCRIPTS, "writeFile|createWriteStream", "", "\\b(?:writeFile(?:Sync)?|createWriteStream)\\(", 0, true),
            call(GO, "SaveUploadedFile|SaveFile", "", "\\.(?:SaveUploadedFile|SaveFile)\\(", 1, false),
            call(GO, "os.", "", "\\bos\\.(?:Create|OpenFile|WriteFile)\\(", 0, true),
            call(PYTHON, ".save(|open(", "", "\\.save\\(|" + OPENED, 0, true),
            call(
                    JVM,
                    "Paths.get(|Path.of(|File(|FileOutputStream(",
                    "",
                    "\\bPaths\\.get\\(|\\bPath\\.of\\(|\\bnew File\\(|\\bFileOutputStream\\(",
                    0,
                    true),
            call(SHARP, "Path.Combine(", "", "(?=\\bPath\\.Combine\\()", 0, true));

    /** Calls that write files of any kind: one that opens a file says that it writes. */
    private static final List<Call> ANY = List.of(
            call(
                    PHP,
                    "file_put_contents|fopen(",
                    "",
                    "\\bfile_put_contents\\(|\\bfopen\\((?=.{1,200}[\"'][wax]b?\\+?[\"'])",
                    0,
                    false),
            call(
                    SCRIPTS,
                    "writeFile|appendFile|createWriteStream",
                    "",
                    "\\b(?:(?:writeFile|appendFile)(?:Sync)?|createWriteStream)\\(",
                    0,
                    false),
            call(
                    GO,
                    "os.Create|os.WriteFile|ioutil.",
                    "",
                    "\\b(?:os\\.(?:Create|WriteFile)|ioutil\\.WriteFile)\\(",
                    0,
                    false),
            call(PYTHON, ".to_|.savefig|open(", "", "\\.(?:to_csv|to_json|to_excel|savefig)\\(|" + OPENED, 0, false),
            call(Set.of("rb"), "File.", "", "\\bFile\\.(?:write\\(|open\\((?=.{1,200}[\"'][wa]b?\\+?[\"']))", 0, false),
            call(JVM, "FileOutputStream|FileWriter", "", "\\bnew (?:FileOutputStream|FileWriter)\\(", 0, false),
            call(SHARP, "File.", "", "\\bFile\\.(?:WriteAll|AppendAll)\\w{1,20}\\(", 0, false));

    private static Call call(
            Set<String> languages, String words, String needs, String start, int argument, boolean named) {
        return new Call(
                languages,
                List.of(words.split("\\|")),
                Pattern.compile(needs),
                Pattern.compile(start),
                argument,
                named);
    }

    static UploadCalls of(String file, String text) {
        return of(ALL, file, text);
    }

    /** Returns the calls of a file that write files of any kind, whether or not users have sent them. */
    static UploadCalls ofAnyFiles(String file, String text) {
        return of(ANY, file, text);
    }

    private static UploadCalls of(List<Call> all, String file, String text) {
        String extension = CodeNames.extension(file);
        boolean uploads = NAMED.stream().anyMatch(text::contains);
        return new UploadCalls(all.stream()
                .filter(call -> call.languages().contains(extension)
                        && (uploads || !call.named())
                        && call.words().stream().anyMatch(text::contains))
                .filter(call -> call.start().matcher(text).find()
                        && call.needs().matcher(text).find())
                .toList());
    }

    /** Whether a folder is called as those with what users send. */
    static boolean isOfUploads(String path) {
        return OF_UPLOADS.matcher(path).matches();
    }

    /** Returns the folders that a line puts files into. */
    List<Place> in(String line, FilePlaces places) {
        List<Place> found = new ArrayList<>();
        for (Call call : calls) {
            Matcher start = call.start().matcher(line);
            for (int i = 0; i < MOST_IN_LINE && start.find(); i++) {
                argument(line.substring(start.end()), call.argument()).stream()
                        .flatMap(expression -> places.folder(expression).stream())
                        .filter(place -> !call.named() || isOfUploads(place.path()))
                        .forEach(found::add);
            }
        }
        return found;
    }

    /** Returns an argument of a call and what follows it. */
    private static Optional<String> argument(String arguments, int which) {
        int open = 0;
        int left = which;
        char quote = 0;
        for (int i = 0; i < arguments.length() && left > 0; i++) {
            char c = arguments.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if ("\"'`".indexOf(c) >= 0) {
                quote = c;
            } else if (c == ',' && open == 0 && --left == 0) {
                return Optional.of(arguments.substring(i + 1));
            } else {
                open += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            }
        }
        return which == 0 ? Optional.of(arguments) : Optional.empty();
    }
}
