package dev.sild.check.rules;

import dev.sild.check.catalog.Rule;
import dev.sild.check.catalog.Violation.Related;
import dev.sild.check.catalog.Violations;
import dev.sild.check.project.BuiltFile;
import dev.sild.check.project.CheckedProject;
import dev.sild.images.Dockerfile.Stage;
import dev.sild.images.ImageReference;
import dev.sild.images.Instruction;
import dev.sild.images.text.JsonWords;
import dev.sild.model.Origin;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What Dockerfiles leave in an image, and in which order they build it. */
public final class BuildRules implements RuleSet {
    /** Packages, and images by the last part of their names, that are needed to build programs and not to run them. */
    private static final Set<String> TOOLS = Set.of("""
            build-essential build-base gcc g++ clang make cmake rustc cargo golang golang-go maven gradle default-jdk \
            pip python-pip python3-pip py3-pip""".split(" "));

    private static final Set<String> BUILD_IMAGES = Set.of("golang", "rust", "maven", "gradle", "gcc", "sdk");
    /** What only a shell understands. */
    private static final Pattern SHELL = Pattern.compile("[$&|;<>*]");

    private static final Pattern CACHELESS = Pattern.compile("(?i)PIP_NO_CACHE_DIR(?:=[\"']?(?!0|off|false|no).*)?");
    private static final Set<String> PIP = Set.of("pip", "pip3");
    private static final Set<String> REMOVERS = Set.of("purge", "remove", "autoremove", "del");

    @Override
    public void check(CheckedProject project, Violations found) {
        for (BuiltFile file : project.files()) {
            file.file().content().forEach(stage -> order(file, stage, found));
            List<Stage> stages = file.stages();
            if (!stages.isEmpty()) {
                base(file, stages.get(0), found);
            }
            boolean cacheless = stages.stream()
                    .flatMap(stage -> stage.instructions().stream())
                    .filter(each ->
                            each.keyword().equals("ENV") || each.keyword().equals("ARG"))
                    .anyMatch(each -> file.file().words(each.arguments()).stream()
                            .anyMatch(word -> CACHELESS.matcher(word).matches()));
            for (Stage stage : stages) {
                for (Instruction instruction : stage.instructions()) {
                    switch (instruction.keyword()) {
                        case "RUN" -> left(file, instruction, cacheless, found);
                        case "ADD" -> added(file, instruction, found);
                        default -> {}
                    }
                }
            }
            command(file, stages, found);
        }
    }

    private static void base(BuiltFile file, Stage first, Violations found) {
        String base = file.file().variables(file.args()).apply(first.base());
        if (BUILD_IMAGES.contains(ImageReference.parse(base).lastSegment())) {
            found.add(
                    Rule.BUILD_TOOLS_LEFT,
                    new Origin(file.file().displayName(), first.line(), 1, "FROM"),
                    "the image has all that '" + base + "' needs to build programs",
                    "build in one stage, and copy the result into a stage that starts from a small image");
        }
    }

    private static void left(BuiltFile file, Instruction instruction, boolean cacheless, Violations found) {
        RunCommands run = RunCommands.of(instruction);
        Set<String> tools = new LinkedHashSet<>(run.packages());
        tools.retainAll(TOOLS);
        boolean removed = run.find(Set.of("apt-get", "apt", "apk", "yum", "dnf", "microdnf"), REMOVERS)
                .isPresent();
        if (!tools.isEmpty() && !removed) {
            found.add(
                    Rule.BUILD_TOOLS_LEFT,
                    origin(file, instruction),
                    "the image keeps tools that only builds need: " + String.join(", ", tools),
                    "use them in a stage of its own and copy the result with COPY --from, or remove them in the same RUN");
        }
        if (run.hasCacheMount()) {
            return;
        }
        boolean pip = !instruction.arguments().contains("PIP_NO_CACHE_DIR=")
                && run.all().stream().anyMatch(command -> isPipInstall(command) && !command.contains("--no-cache-dir"));
        if (pip && !cacheless) {
            found.add(
                    Rule.DOWNLOADS_LEFT,
                    origin(file, instruction),
                    "pip leaves what it has downloaded in the image",
                    "use pip install --no-cache-dir");
        }
        boolean apk = run.find(Set.of("apk"), Set.of("add"))
                .filter(command -> !command.contains("--no-cache"))
                .isPresent();
        boolean cleaned = run.all().stream()
                .anyMatch(command -> command.get(0).equals("rm")
                        && command.stream().anyMatch(word -> word.startsWith("/var/cache/apk")));
        if (apk && !cleaned) {
            found.add(
                    Rule.DOWNLOADS_LEFT,
                    origin(file, instruction),
                    "apk leaves its index in the image",
                    "use apk add --no-cache");
        }
    }

    private static boolean isPipInstall(List<String> command) {
        int at = command.indexOf("install");
        return at > 0
                && (PIP.contains(command.get(at - 1)) && !command.get(0).equals("uv")
                        || PIP.contains(command.get(0))
                                && command.subList(1, at).stream().allMatch(word -> word.startsWith("-")));
    }

    private static void added(BuiltFile file, Instruction instruction, Violations found) {
        String arguments = instruction.arguments();
        boolean remote = file.file().words(arguments).stream()
                .anyMatch(word -> word.startsWith("http://") || word.startsWith("https://"));
        if (remote && !arguments.contains("--checksum=")) {
            found.add(
                    Rule.ADD_URL,
                    origin(file, instruction),
                    "the image gets whatever the server sends during the build",
                    "name a version in the address and add --checksum=sha256:…, or copy a file that is part of the project");
        }
    }

    /** Whether the builder can reuse the layer with the dependencies when only source code has changed. */
    private static void order(BuiltFile file, Stage stage, Violations found) {
        Optional<Instruction> copied = Optional.empty();
        for (Instruction instruction : stage.instructions()) {
            if (instruction.keyword().equals("COPY") || instruction.keyword().equals("ADD")) {
                if (copied.isEmpty() && copiesEverything(file, instruction)) {
                    copied = Optional.of(instruction);
                }
            } else if (instruction.keyword().equals("RUN")) {
                RunCommands run = RunCommands.of(instruction);
                if (!run.hasBindMount() && run.all().stream().anyMatch(Dependencies::areInstalledBy)) {
                    copied.ifPresent(copy -> found.add(
                            Rule.COPY_BEFORE_DEPENDENCIES,
                            origin(file, copy),
                            "each change of a source file installs all dependencies again",
                            "copy the files that list the dependencies first, install them, then copy the rest",
                            new Related(origin(file, instruction), "the dependencies are installed here")));
                    return;
                }
            }
        }
    }

    private static boolean copiesEverything(BuiltFile file, Instruction instruction) {
        if (instruction.arguments().contains("--from=")) {
            return false;
        }
        List<String> words = JsonWords.parse(instruction.arguments())
                .orElseGet(() -> file.file().words(instruction.arguments()).stream()
                        .filter(word -> !word.startsWith("--"))
                        .toList());
        return words.size() > 1
                && words.subList(0, words.size() - 1).stream()
                        .anyMatch(
                                word -> word.equals(".") || word.equals("./") || word.equals("/") || word.equals("*"));
    }

    /** In a shell, the program does not get the signal to stop, and is killed after ten seconds. */
    private static void command(BuiltFile file, List<Stage> stages, Violations found) {
        for (String keyword : List.of("ENTRYPOINT", "CMD")) {
            stages.stream()
                    .flatMap(stage -> stage.instructions().stream())
                    .filter(each -> each.keyword().equals(keyword))
                    .reduce((first, second) -> second)
                    .filter(last -> !last.arguments().startsWith("exec ")
                            && JsonWords.parse(last.arguments()).isEmpty())
                    .ifPresent(last -> found.add(
                            Rule.COMMAND_IN_SHELL,
                            origin(file, last),
                            "a shell starts the program and does not pass signals on",
                            SHELL.matcher(last.arguments()).find()
                                    ? "put exec before the program, since a shell is needed here"
                                    : "write " + keyword + " as a JSON list of words"));
        }
    }

    private static Origin origin(BuiltFile file, Instruction instruction) {
        return new Origin(file.file().displayName(), instruction.line(), 1, instruction.keyword());
    }
}
