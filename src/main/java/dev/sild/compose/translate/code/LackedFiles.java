package dev.sild.compose.translate.code;

import dev.sild.compose.BindFiles;
import dev.sild.compose.BindFiles.BindFile;
import dev.sild.images.ImageFacts;
import dev.sild.kubernetes.objects.Labels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a mount of a source tree shows and the image does not have, since its Dockerfile copies only a part of the tree.
 * What {@code .dockerignore} excludes is not meant to be in the image, and does not count.
 *
 * @param folders folders of which the image has nothing, relative to the tree, with their files by paths in the folder
 * @param files files in folders of which the image has a part
 * @param tooLarge folders and files that are too large to travel with the manifests, and that texts of the tree name;
 *     folders end in {@code /}
 */
public record LackedFiles(Map<String, List<BindFile>> folders, List<BindFile> files, List<String> tooLarge) {
    /** Folders for people, and for tools that run before or around containers. */
    private static final Set<String> NOT_READ_FOLDERS = Set.of("""
            docs doc test tests __tests__ spec specs e2e cypress coverage examples k8s kubernetes helm charts manifests \
            terraform ansible infra deploy deployment deployments __pycache__""".split(" "));

    private static final Set<String> NOT_READ_EXTENSIONS =
            Set.of("md", "rst", "adoc", "log", "sln", "iml", "ipynb", "http", "pdf", "drawio", "pyc", "bak");

    private static final Pattern NOT_READ_FILES = Pattern.compile(
            "(?i)(?:.*\\.)?dockerfile(?:\\..*)?|.*compose.*\\.ya?ml|makefile|license.*|copying.*|changelog.*|readme.*|authors.*"
                    + "|contributing.*|notice.*|jenkinsfile|sonar-project\\.properties|vagrantfile|procfile|justfile|taskfile\\.ya?ml|requirements.*\\.txt"
                    + "|.*[._-](?:test|spec)s?\\.[a-z]+|conftest\\.py|(?:setup|tox|pytest|mypy)\\.(?:cfg|ini)|jest\\.config\\..*"
                    + "|(?:phpunit|phpstan|psalm|phpcs)\\.(?:xml|neon|ya?ml)|(?:fly|netlify)\\.toml|(?:vercel|renovate|railway)\\.json"
                    + "|(?:codecov|cloudbuild|skaffold|render|appveyor)\\.ya?ml|(?:eslint|prettier|vitest|playwright|karma)\\.(?:config|conf)\\..*"
                    + "|pipfile(?:\\.lock)?|pyproject\\.toml|package-lock\\.json|yarn\\.lock|pnpm-lock\\.yaml|bun\\.lockb?|composer\\.lock|poetry\\.lock");

    /** Hidden files that programs read when they start. */
    private static final Set<String> READ_HIDDEN = Set.of(".babelrc", ".flaskenv", ".sequelizerc", ".swcrc");

    private static final Pattern YAML = Pattern.compile(".*\\.ya?ml");
    private static final String MANAGED = Labels.MANAGED_BY + ": " + "sild";
    /** In a folder with such a file Sild wrote its output. */
    private static final String OUTPUT = "/.sild-files";

    /** Folders that installations, builds and programs fill. */
    private static final Set<String> MADE =
            Set.of("dist", "build", "target", "out", "vendor", "venv", "env", "tmp", "log", "logs");

    public LackedFiles {
        folders = new TreeMap<>(folders);
        files = List.copyOf(files);
        tooLarge = List.copyOf(tooLarge);
    }

    /**
     * Finds them in a tree, most of which the image has at {@code target}.
     *
     * @param maxBytes how many bytes of a tree that is too large may travel with the manifests
     */
    public static LackedFiles of(
            SourceTree tree, ImageFacts image, BuildContext context, String target, BindFiles reader, long maxBytes) {
        return tree.files()
                .map(files -> ofFiles(tree, files, image, context, target))
                .orElseGet(() -> ofLarge(tree, image, context, target, reader, maxBytes));
    }

    private static LackedFiles ofFiles(
            SourceTree tree, List<BindFile> all, ImageFacts image, BuildContext context, String target) {
        Set<String> broughtFolders = new HashSet<>();
        Set<String> outputs = new HashSet<>();
        List<BindFile> lacked = new ArrayList<>();
        for (BindFile file : all) {
            if (tree.isCopied(file.path(), image, context, target)) {
                addAround(file.path(), broughtFolders);
            } else if (mayBeRead(file.path())
                    && !isOutput(file)
                    && context.includes(tree.path().resolve(file.path()))) {
                lacked.add(file);
            } else if (file.path().endsWith(OUTPUT)) {
                outputs.add(file.path().substring(0, file.path().length() - OUTPUT.length()));
            }
        }
        Map<String, List<BindFile>> folders = new TreeMap<>();
        List<BindFile> files = new ArrayList<>();
        for (BindFile file : lacked) {
            String folder = outermost(file.path(), broughtFolders);
            if (folder.isEmpty()) {
                files.add(file);
            } else if (outputs.stream().noneMatch(output -> (file.path() + "/").startsWith(output + "/"))) {
                folders.computeIfAbsent(folder, first -> new ArrayList<>())
                        .add(new BindFile(file.path().substring(folder.length() + 1), file.mode(), file.content()));
            }
        }
        return new LackedFiles(folders, files, List.of());
    }

    /** Reads what a tree lacks that is too large to be read as a whole. */
    private static LackedFiles ofLarge(
            SourceTree tree, ImageFacts image, BuildContext context, String target, BindFiles reader, long maxBytes) {
        Set<String> brought = new HashSet<>();
        Set<String> outputs = new HashSet<>();
        List<String> lacked = new ArrayList<>();
        for (String file : tree.paths()) {
            if (tree.isCopied(file, image, context, target)) {
                addAround(file, brought);
            } else if (file.endsWith(OUTPUT)) {
                outputs.add(file.substring(0, file.length() - OUTPUT.length()));
            } else if (mayBeRead(file)
                    && !isMade(file)
                    && context.includes(tree.path().resolve(file))) {
                lacked.add(file);
            }
        }
        // A folder is named once, whatever is in it.
        Set<String> places = new LinkedHashSet<>();
        for (String file : lacked) {
            String folder = outermost(file, brought);
            if (outputs.stream().noneMatch(output -> (file + "/").startsWith(output + "/"))) {
                places.add(folder.isEmpty() ? file : folder + "/");
            }
        }
        Map<String, List<BindFile>> folders = new TreeMap<>();
        List<BindFile> files = new ArrayList<>();
        List<String> tooLarge = new ArrayList<>();
        long left = maxBytes;
        for (String place : places) {
            Optional<List<BindFile>> read =
                    reader.read(tree.path().resolve(place), left).map(BindFiles.Contents::files);
            if (read.isEmpty()) {
                tooLarge.add(place);
                continue;
            }
            String folder = place.endsWith("/") ? place.substring(0, place.length() - 1) : "";
            for (BindFile file : read.get()) {
                if (isOutput(file)) {
                    continue;
                }
                if (folder.isEmpty()) {
                    files.add(new BindFile(place, file.mode(), file.content()));
                } else if (mayBeRead(file.path())
                        && context.includes(tree.path().resolve(place + file.path()))) {
                    folders.computeIfAbsent(folder, first -> new ArrayList<>()).add(file);
                } else {
                    continue;
                }
                left -= file.content().length;
            }
        }
        return new LackedFiles(folders, files, named(tooLarge, tree));
    }

    /** Whether a file lies in a folder at the top of its tree that installations, builds and programs fill. */
    static boolean isMade(String file) {
        int slash = file.indexOf('/');
        return slash > 0 && MADE.contains(file.substring(0, slash));
    }

    /** Whether a file is what Sild wrote of the project: it would grow with each conversion, and holds its Secrets. */
    private static boolean isOutput(BindFile file) {
        return YAML.matcher(file.path()).matches()
                && new String(file.content(), StandardCharsets.ISO_8859_1).contains(MANAGED);
    }

    /** Returns those paths that code or settings have in quotes or in a path. */
    private static List<String> named(List<String> paths, SourceTree tree) {
        Set<String> found = tree.named(
                paths.stream().map(path -> path.replaceFirst("/$", "")).collect(Collectors.toSet()));
        return paths.stream()
                .filter(path -> found.contains(path.replaceFirst("/$", "")))
                .toList();
    }

    /** Returns what is not at or below other paths of the tree, which show something else there. */
    public LackedFiles except(Set<String> others) {
        Predicate<String> shown = path ->
                others.stream().noneMatch(other -> (path + "/").startsWith(other.endsWith("/") ? other : other + "/"));
        Map<String, List<BindFile>> left = new TreeMap<>(folders);
        left.keySet().removeIf(shown.negate());
        return new LackedFiles(
                left,
                files.stream().filter(file -> shown.test(file.path())).toList(),
                tooLarge.stream().filter(shown).toList());
    }

    /** Whether a program in a container may read a file of its source tree, as far as its path tells. */
    static boolean mayBeRead(String path) {
        String[] segments = path.split("/");
        for (int i = 0; i < segments.length - 1; i++) {
            if (segments[i].startsWith(".") || NOT_READ_FOLDERS.contains(segments[i].toLowerCase(Locale.ROOT))) {
                return false;
            }
        }
        String name = segments[segments.length - 1];
        return name.startsWith(".")
                ? READ_HIDDEN.contains(name)
                : !NOT_READ_EXTENSIONS.contains(CodeNames.extension(name))
                        && !NOT_READ_FILES.matcher(name).matches();
    }

    private static void addAround(String path, Set<String> folders) {
        for (int end = path.lastIndexOf('/'); end >= 0; end = path.lastIndexOf('/', end - 1)) {
            if (!folders.add(path.substring(0, end))) {
                return;
            }
        }
    }

    /** Returns the outermost folder around a file of which the image has nothing; empty where it has some of all. */
    private static String outermost(String path, Set<String> brought) {
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            if (!brought.contains(path.substring(0, end))) {
                return path.substring(0, end);
            }
        }
        return "";
    }

    /** Returns the folders and files at the top of a tree that {@code .dockerignore} keeps out, in order. */
    public static Set<String> keptOut(SourceTree tree, BuildContext context) {
        Set<String> names = new TreeSet<>();
        for (String file : tree.paths()) {
            int slash = file.indexOf('/');
            String name = slash < 0 ? file : file.substring(0, slash);
            if (mayBeRead(file)
                    && !isMade(file)
                    && !context.includes(tree.path().resolve(file))) {
                names.add(slash < 0 || !context.includes(tree.path().resolve(name)) ? name : file);
            }
        }
        return names;
    }
}
