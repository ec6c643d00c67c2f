package dev.sild.compose.translate.code;

import dev.sild.compose.translate.code.ProgramWrites.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what the code and settings of a tree say that a program writes to, in the forms of frameworks. */
final class WritesReader {
    /** A text without any of these has none of the forms; an expression would take as long as all the rest. */
    private static final List<String> WORDS = List.of(
            "pload",
            "PLOAD",
            "edia",
            "MEDIA",
            "STATIC_ROOT",
            "vatar",
            "VATAR",
            "ttachment",
            "TTACHMENT",
            "multer",
            "sqlite",
            "mkdir",
            "makedirs",
            "MkdirAll",
            "ensureDir",
            "->move",
            "->store(",
            ".log\"",
            ".log'",
            ".log`",
            "saveAs(",
            ".mv(",
            "SaveFile(",
            "Interceptor(",
            "kernel.project_dir",
            "store_dir",
            "Rails.root");

    /** A line without any of these names no folder; the rest of a name may be in capitals or not. */
    private static final List<String> OF_FOLDERS =
            List.of("pload", "PLOAD", "edia", "EDIA", "vatar", "VATAR", "ttachment", "TTACHMENT");

    private static final int LONGEST_LINE = 300;
    private static final int MOST = 50;

    /**
     * {@code MEDIA_ROOT = BASE_DIR / "media"}, {@code app.config["UPLOAD_FOLDER"] = …}, {@code uploadDir: "./uploads"}.
     */
    private static final Pattern FOLDER = Pattern.compile(
            "(?i)(?:upload|media|avatar|attachment)\\w{0,20}?(?:root|dir|directory|folder)[\"']?\\]?(?:\\s*+:\\s*+[\\w.|<>\\[\\] ]{1,30})?\\s*+(?:=(?!=)|:)\\s*(.+)");

    /** Media may be those of a site, unless it is Django's folder of what users send. */
    private static final Pattern OF_MEDIA = Pattern.compile("(?i)media(?!_?root)");

    /** {@code STATIC_ROOT = BASE_DIR / "static"}, of Django. */
    private static final Pattern COLLECTED = Pattern.compile("^STATIC_ROOT\\s*+=\\s*+(.+)");

    private static final Pattern DATABASE = Pattern.compile(
            "[\"'`](?:(?:sqlite3?(?:\\+\\w+)?:///|file:)?)((?:[\\w.-]+/|/){0,8}[\\w-][\\w.-]*\\.(?:sqlite3?|db3?))[\"'`?]");

    /** {@code database: storage/production.sqlite3} in {@code config/database.yml}, below the folder of the program. */
    private static final Pattern OF_RAILS =
            Pattern.compile("database:\\s*+((?:[\\w-]{1,100}+/){0,8}[\\w-]{1,100}+\\.(?:sqlite3?|db))");

    private static final Pattern RAILS_SERVER =
            Pattern.compile("\\badapter:\\s*+(?:postg|mysql|trilogy|oracle|sqlserver)");

    private static final String RAILS = "config/database.yml";

    /** Where CodeIgniter chooses the folder of an upload. */
    private static final Pattern STORED = Pattern.compile("getFile\\(.{1,80}\\)->store\\(|\\$\\w{1,40}->store\\(\\)");

    /** Packages, and what Composer does when people start a project: the program itself has neither. */
    private static final Pattern NOT_OF_PROGRAM = Pattern.compile("(?:.*/)?(?:vendor/.*|composer\\.(?:json|lock))");

    /** What people copy, and no program reads; {@code upload-template.php} is a part of the program. */
    private static final Pattern SAMPLE = Pattern.compile("(?i).+\\.(?:example|sample|template|tpl|dist)(?:\\..*)?"
            + "|(?:.*[_-])?(?:example|sample|template|dist)(?:\\.(?:env|ya?ml|json|ini|toml|conf))?");

    private static final Pattern SERVER = Pattern.compile("backends\\.(?:postgresql|mysql|oracle)");

    /** {@code shop/settings.py}, {@code settings/base.py}, {@code config/database.php}. */
    private static final Pattern OF_SETTINGS =
            Pattern.compile("(?i)(?:.*/)?(?:settings|config|configuration|database)(?:[_./-].*)?");

    /** {@code RotatingFileHandler("logs/app.log")}, {@code filename: 'logs/error.log'}. */
    private static final Pattern LOG = Pattern.compile("[\"'`]((?:[\\w.-]+/|/){0,8}[\\w-][\\w.-]*\\.log)[\"'`]");

    private static final Pattern OF_TESTS =
            Pattern.compile("(?i)(?:.*[_.-])?(?:tests?|ci|tmp|temp|thumbs)(?:[_.-].*)?");

    private final Set<Place> folders = new LinkedHashSet<>();
    private final MovedUploads moved = new MovedUploads();
    private final Set<Place> made = new LinkedHashSet<>();
    private final Set<Place> databases = new LinkedHashSet<>();
    private final Set<Place> settings = new LinkedHashSet<>();
    private final Set<Place> passing = new LinkedHashSet<>();
    private final Set<Place> collected = new LinkedHashSet<>();
    private final Map<Place, Set<String>> namedBy = new HashMap<>();

    /** The folders of the tree with projects of Django, Laravel and other frameworks of PHP. */
    private final List<String> managed;

    private final List<String> artisans;
    private final PhpFolders php;

    /**
     * Creates an instance for a tree.
     *
     * @param paths the paths of all files
     */
    WritesReader(Collection<String> paths) {
        managed = paths.stream()
                .filter(path -> CodeNames.name(path).equals("manage.py"))
                .map(CodePath::parent)
                .toList();
        artisans = LaravelFolders.roots(paths);
        php = new PhpFolders(paths);
    }

    /**
     * Reads the tree.
     *
     * @param texts hands over the texts with their paths
     */
    ProgramWrites read(Consumer<BiConsumer<String, String>> texts) {
        texts.accept((file, text) -> {
            if (NOT_OF_PROGRAM.matcher(file).matches() || isSample(file)) {
                return;
            }
            moved.lookAt(file, text);
            if (SpringSettings.isOne(file)) {
                SpringSettings.folders(text).stream().limit(MOST).forEach(place -> addFolder(file, place));
                SpringSettings.databases(file, text).stream().limit(MOST).forEach(place -> {
                    addDatabase(file, place);
                    settings.add(place);
                });
            } else if (LackedFiles.mayBeRead(file) && isAny(WORDS, text)) {
                read(file, text);
            }
        });
        return new ProgramWrites(folders, moved.folders(), made, databases, settings, passing, collected, namedBy);
    }

    private void addFolder(String file, Place place) {
        folders.add(place);
        namedBy.computeIfAbsent(place, first -> new LinkedHashSet<>()).add(file);
    }

    private void addDatabase(String file, Place place) {
        databases.add(place);
        namedBy.computeIfAbsent(place, first -> new LinkedHashSet<>()).add(file);
    }

    private boolean isFull() {
        return Stream.of(folders, made, databases, settings, passing, collected)
                .anyMatch(places -> places.size() >= MOST);
    }

    private void read(String file, String text) {
        boolean sqlite = text.contains("sqlite");
        // A file with both leaves it to variables which one is used.
        boolean server = sqlite && SERVER.matcher(text).find();
        Map<String, String> bases = new HashMap<>(php.constants(file));
        bases.putAll(LaravelFolders.functions(file, artisans));
        List<String> lines = text.lines()
                .filter(line -> line.length() <= LONGEST_LINE)
                .map(CodePath::withoutComment)
                .map(line -> FilePlaces.plain(file, line))
                .toList();
        lines.forEach(line -> CodePath.addBase(line, file, bases));
        CodePath code = new CodePath(file, bases, managed);
        MadeFolders madeFolders = MadeFolders.of(file, lines);
        UploadCalls calls = UploadCalls.of(file, text);
        FilePlaces files = new FilePlaces(code);
        FolderSettings.in(file, lines).stream().limit(MOST).forEach(place -> addFolder(file, place));
        if (STORED.matcher(text).find()) {
            php.ofStore(file).ifPresent(place -> addFolder(file, place));
        }
        String rails = ("/" + file).endsWith("/" + RAILS) ? file.substring(0, file.length() - RAILS.length()) : null;
        for (String line : lines) {
            if (isFull()) {
                return;
            }
            if (rails != null && sqlite) {
                readRails(rails, file, line, !RAILS_SERVER.matcher(text).find());
            }
            if (sqlite) {
                readDatabases(file, line, code, !server);
            }
            if (line.contains(".log")) {
                readLogs(line, code);
            }
            List<String> uploads = new ArrayList<>();
            List<String> makes = madeFolders.in(line);
            Matcher named = FOLDER.matcher(isAny(OF_FOLDERS, line) ? line : "");
            if (named.find()) {
                (OF_MEDIA.matcher(named.group()).lookingAt() ? makes : uploads).add(named.group(1));
            }
            Stream.concat(calls.in(line, files).stream(), places(uploads, code)).forEach(place -> {
                if (!MadeFolders.isPassing(place.path())) {
                    Place placed = php.placed(file, place);
                    addFolder(file, placed);
                    moved.add(file, placed);
                }
            });
            places(makes, code)
                    .forEach(place ->
                            (MadeFolders.isPassing(place.path()) ? passing : made).add(php.placed(file, place)));
            files.add(line);
            Matcher collects = COLLECTED.matcher(line);
            if (collects.find()) {
                code.folder(collects.group(1)).ifPresent(collected::add);
            }
        }
    }

    private void readRails(String folder, String file, String line, boolean alone) {
        Matcher database = OF_RAILS.matcher(line);
        if (database.matches()
                && !OF_TESTS.matcher(CodeNames.name(database.group(1))).matches()) {
            Place place = new Place(folder + database.group(1), true, "");
            settings.add(place);
            if (alone) {
                addDatabase(file, place);
            }
        }
    }

    private void readDatabases(String file, String line, CodePath code, boolean alone) {
        Matcher database = DATABASE.matcher(line);
        while (database.find()) {
            String name = CodeNames.name(database.group(1));
            if (!OF_TESTS.matcher(name).matches() && !name.contains("backends.")) {
                Place place = code.named(line, database.group(1), database.start(), database.end());
                if (alone) {
                    addDatabase(file, place);
                }
                if (database.group().contains("sqlite") && database.group().contains(":///")
                        || OF_SETTINGS.matcher(file).matches() && !line.contains("connect(")) {
                    settings.add(place);
                }
            }
        }
    }

    private void readLogs(String line, CodePath code) {
        Matcher log = LOG.matcher(line);
        while (log.find()) {
            Place place = code.named(line, log.group(1), log.start(), log.end());
            String folder = CodePath.parent(place.path());
            if (!folder.isEmpty()) {
                passing.add(new Place(folder, place.inTree(), place.variable()));
            }
        }
    }

    private static boolean isAny(List<String> words, String text) {
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSample(String file) {
        return SAMPLE.matcher(CodeNames.name(file)).matches();
    }

    private static Stream<Place> places(List<String> expressions, CodePath code) {
        return expressions.stream().flatMap(expression -> code.folder(expression).stream());
    }
}
