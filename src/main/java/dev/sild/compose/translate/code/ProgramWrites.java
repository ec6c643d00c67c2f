package dev.sild.compose.translate.code;

import dev.sild.images.ContainerPaths;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the code and settings of a program say that it writes to: folders of uploads, and databases in files. Only forms
 * that frameworks and their guides use are known.
 *
 * @param folders folders of uploads
 * @param moved those of files that it moves elsewhere by renaming them, which fails from one volume to another
 * @param made folders that it makes where they do not exist, and so may have files of the program as well
 * @param databases files of databases
 * @param settings those that settings name, which a database server may replace
 * @param collected folders in which it collects files for a web server
 * @param namedBy the files that name each of the databases
 */
public record ProgramWrites(
        Set<Place> folders,
        Set<Place> moved,
        Set<Place> made,
        Set<Place> databases,
        Set<Place> settings,
        Set<Place> collected,
        Map<Place, Set<String>> namedBy) {
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
            "saveAs(",
            ".mv(",
            "SaveFile(",
            "Interceptor(",
            "kernel.project_dir",
            "store_dir",
            "Rails.root");

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

    private static final Pattern OF_TESTS =
            Pattern.compile("(?i)(?:.*[_.-])?(?:tests?|ci|tmp|temp|thumbs)(?:[_.-].*)?");

    /**
     * A path that code names.
     *
     * @param path absolute, or relative with {@code /} between folders
     * @param inTree whether a relative one starts at the top of the tree; otherwise where the process starts
     * @param variable the variable that replaces it; empty where there is none
     */
    public record Place(String path, boolean inTree, String variable) {
        /**
         * Returns the path relative to a tree; empty where it lies elsewhere, or a variable decides.
         *
         * @param target where the tree is, absolute
         * @param start the folder that the process starts in, absolute
         */
        public Optional<String> in(String target, String start, Collection<String> variables) {
            String whole = ContainerPaths.absolute(inTree ? target : start, path);
            return variables.contains(variable)
                    ? Optional.empty()
                    : ContainerPaths.below(target, whole).filter(below -> !below.isEmpty());
        }
    }

    public ProgramWrites {
        folders = Set.copyOf(folders);
        moved = Set.copyOf(moved);
        made = Set.copyOf(made);
        databases = Set.copyOf(databases);
        settings = Set.copyOf(settings);
        collected = Set.copyOf(collected);
        namedBy = Map.copyOf(namedBy);
    }

    /** Returns the folders of uploads whose files stay there. */
    public Set<Place> lasting() {
        Set<Place> lasting = new LinkedHashSet<>(folders);
        lasting.removeAll(moved);
        return lasting;
    }

    /**
     * Searches a tree.
     *
     * @param paths the paths of all files
     * @param texts hands over the texts with their paths
     */
    public static ProgramWrites of(Collection<String> paths, Consumer<BiConsumer<String, String>> texts) {
        Found found = new Found(
                new LinkedHashSet<>(),
                new MovedUploads(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new HashMap<>());
        List<String> managed = paths.stream()
                .filter(path -> CodeNames.name(path).equals("manage.py"))
                .map(CodePath::parent)
                .toList();
        Roots roots = new Roots(managed, LaravelFolders.roots(paths), new PhpFolders(paths));
        texts.accept((file, text) -> {
            if (NOT_OF_PROGRAM.matcher(file).matches() || isSample(file)) {
                return;
            }
            found.moved().lookAt(file, text);
            if (SpringSettings.isOne(file)) {
                SpringSettings.folders(text).stream().limit(MOST).forEach(found.folders()::add);
                SpringSettings.databases(file, text).stream().limit(MOST).forEach(place -> {
                    found.addDatabase(file, place);
                    found.settings().add(place);
                });
            } else if (LackedFiles.mayBeRead(file) && WORDS.stream().anyMatch(text::contains)) {
                read(file, text, roots, found);
            }
        });
        return new ProgramWrites(
                found.folders(),
                found.moved().folders(),
                found.made(),
                found.databases(),
                found.settings(),
                found.collected(),
                found.namedBy());
    }

    /** The folders of the tree that projects of Django, of Laravel and of others in PHP lie in. */
    private record Roots(List<String> managed, List<String> artisans, PhpFolders php) {}

    /** What is found so far. */
    private record Found(
            Set<Place> folders,
            MovedUploads moved,
            Set<Place> made,
            Set<Place> databases,
            Set<Place> settings,
            Set<Place> collected,
            Map<Place, Set<String>> namedBy) {
        void addDatabase(String file, Place place) {
            databases.add(place);
            namedBy.computeIfAbsent(place, first -> new LinkedHashSet<>()).add(file);
        }

        boolean isFull() {
            return Stream.of(folders, made, databases, settings, collected).anyMatch(places -> places.size() >= MOST);
        }
    }

    private static void read(String file, String text, Roots roots, Found found) {
        boolean sqlite = text.contains("sqlite");
        // A file with both leaves it to variables which one is used.
        boolean server = sqlite && SERVER.matcher(text).find();
        Map<String, String> bases = new HashMap<>(roots.php().constants(file));
        bases.putAll(LaravelFolders.functions(file, roots.artisans()));
        List<String> lines = text.lines()
                .filter(line -> line.length() <= LONGEST_LINE)
                .map(CodePath::withoutComment)
                .map(line -> FilePlaces.plain(file, line))
                .toList();
        lines.forEach(line -> CodePath.addBase(line, file, bases));
        CodePath code = new CodePath(file, bases, roots.managed());
        MadeFolders makes = MadeFolders.of(file, lines);
        UploadCalls calls = UploadCalls.of(file, text);
        FilePlaces files = new FilePlaces(code);
        FolderSettings.in(file, lines).stream().limit(MOST).forEach(found.folders()::add);
        if (STORED.matcher(text).find()) {
            roots.php().ofStore(file).ifPresent(found.folders()::add);
        }
        String rails = ("/" + file).endsWith("/" + RAILS) ? file.substring(0, file.length() - RAILS.length()) : null;
        for (String line : lines) {
            if (found.isFull()) {
                return;
            }
            Matcher ofRails = OF_RAILS.matcher(line);
            if (rails != null
                    && sqlite
                    && ofRails.matches()
                    && !OF_TESTS.matcher(CodeNames.name(ofRails.group(1))).matches()) {
                Place place = new Place(rails + ofRails.group(1), true, "");
                found.settings().add(place);
                if (!RAILS_SERVER.matcher(text).find()) {
                    found.addDatabase(file, place);
                }
            }
            Matcher database = DATABASE.matcher(line);
            while (sqlite && database.find()) {
                String name = CodeNames.name(database.group(1));
                if (!OF_TESTS.matcher(name).matches() && !name.contains("backends.")) {
                    Place place = code.database(line, database.group(1), database.start(), database.end());
                    if (!server) {
                        found.addDatabase(file, place);
                    }
                    if (database.group().contains("sqlite") && database.group().contains(":///")
                            || OF_SETTINGS.matcher(file).matches() && !line.contains("connect(")) {
                        found.settings().add(place);
                    }
                }
            }
            List<String> uploads = new ArrayList<>();
            List<String> made = makes.in(line);
            Matcher named = FOLDER.matcher(line);
            if (named.find()) {
                (OF_MEDIA.matcher(named.group()).lookingAt() ? made : uploads).add(named.group(1));
            }
            Stream.concat(calls.in(line, files).stream(), places(uploads, code))
                    .filter(place -> !MadeFolders.isPassing(place.path()))
                    .map(place -> roots.php().placed(file, place))
                    .forEach(place -> {
                        found.folders().add(place);
                        found.moved().add(file, place);
                    });
            places(made, code)
                    .filter(place -> !MadeFolders.isPassing(place.path()))
                    .map(place -> roots.php().placed(file, place))
                    .forEach(found.made()::add);
            files.add(line);
            Matcher collected = COLLECTED.matcher(line);
            if (collected.find()) {
                code.folder(collected.group(1)).ifPresent(found.collected()::add);
            }
        }
    }

    private static boolean isSample(String file) {
        return SAMPLE.matcher(CodeNames.name(file)).matches();
    }

    private static Stream<Place> places(List<String> expressions, CodePath code) {
        return expressions.stream().flatMap(expression -> code.folder(expression).stream());
    }
}
