package dev.sild.images;

import dev.sild.images.ImageFacts.Attribute;
import dev.sild.images.ImageFacts.Shell;
import dev.sild.images.health.HealthInstruction;
import dev.sild.images.health.Healthcheck;
import dev.sild.images.text.Expansion;
import dev.sild.images.text.JsonWords;
import dev.sild.model.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Follows the instructions of a chain of stages and keeps what they make of the image's configuration. */
final class StageReader {
    /** Stages that copy from each other double what there is to note. */
    private static final int MOST_COPIES = 1000;

    private final String file;
    private final Expansion expansion;
    private final StageVariables variables;
    private final Function<String, ContextCopies> stages;
    private final Consumer<Dockerfile.Problem> unclear;
    private final ImageUsers accounts = new ImageUsers();
    private final FactsBuilder facts = new FactsBuilder();
    private List<String> shell = List.of("/bin/sh", "-c");

    StageReader(
            String file,
            Expansion expansion,
            Map<String, String> buildArgs,
            Map<String, String> globalArgs,
            Function<String, ContextCopies> stages,
            Consumer<Dockerfile.Problem> unclear) {
        this.file = file;
        this.stages = stages;
        this.expansion = expansion;
        variables = new StageVariables(expansion, buildArgs, globalArgs);
        this.unclear = unclear;
    }

    /** Begins with an image: nothing at all for {@code scratch}, what the table knows for a well-known one. */
    void start(String base, int line) {
        Instruction from = new Instruction("FROM", base, line, List.of());
        facts.name = file;
        facts.origins.put(Attribute.BASE, origin(from));
        if (base.isEmpty()) {
            problem(from, "FROM needs an image", "set a default for the ARG it uses");
        } else if (base.equals("scratch")) {
            facts.uid = Optional.of(0L);
            facts.gid = Optional.of(0L);
            facts.startsAsRoot = true;
            facts.workingDir = "/";
            facts.shell = Shell.NO;
            facts.baseKnown = true;
        } else {
            KnownImages.row(base).ifPresent(row -> row.into(facts, accounts));
            // Dockerfiles without a command are mostly run with one: the shell of their base says nothing of them.
            facts.command = List.of();
            variables.start(facts.env);
        }
    }

    void read(List<Instruction> instructions) {
        boolean commandSet = false;
        for (Instruction instruction : instructions) {
            commandSet |= instruction.keyword().equals("CMD");
            read(instruction, commandSet);
        }
    }

    private void read(Instruction instruction, boolean commandSet) {
        switch (instruction.keyword()) {
            case "ARG" -> variables.declare(instruction);
            case "ENV" -> environment(instruction);
            case "RUN" -> run(instruction);
            case "COPY", "ADD" -> content(instruction);
            case "EXPOSE" -> ports(instruction);
            case "USER" -> user(instruction);
            case "HEALTHCHECK" -> health(instruction);
            case "VOLUME" -> volumes(instruction);
            case "WORKDIR" -> {
                facts.workingDir = folder(variables.word(instruction.arguments()));
                facts.origins.put(Attribute.WORKING_DIR, origin(instruction));
            }
            case "ENTRYPOINT" -> {
                facts.entrypoint = argv(instruction);
                facts.origins.put(Attribute.ENTRYPOINT, origin(instruction));
                if (!commandSet) {
                    // The command of the image below was meant for the entrypoint of that image: the builder drops it.
                    facts.command = List.of();
                    facts.origins.remove(Attribute.COMMAND);
                }
            }
            case "CMD" -> {
                facts.command = argv(instruction);
                facts.origins.put(Attribute.COMMAND, origin(instruction));
            }
            case "SHELL" ->
                JsonWords.parse(instruction.arguments())
                        .filter(words -> !words.isEmpty())
                        .ifPresentOrElse(
                                words -> shell = words,
                                () -> problem(
                                        instruction,
                                        "SHELL needs a JSON array of strings",
                                        "write it as SHELL [\"/bin/sh\", \"-c\"]"));
            default -> {}
        }
    }

    private void environment(Instruction instruction) {
        if (expansion.split(instruction.arguments()).isEmpty()) {
            return;
        }
        for (String part : variables.environment(instruction.arguments())) {
            problem(instruction, "ENV needs name=value, not " + DockerfileLines.shown(part), "write it as NAME=VALUE");
        }
        facts.origins.putIfAbsent(Attribute.ENV, origin(instruction));
    }

    private void run(Instruction instruction) {
        if (JsonWords.parse(instruction.arguments()).isEmpty() && shell.get(0).endsWith("sh")) {
            facts.shell = Shell.YES;
        }
        Stream.concat(Stream.of(instruction.arguments()), instruction.heredocs().stream())
                .forEach(script -> {
                    accounts.script(script, expansion, variables.all());
                    facts.mayInstall(script);
                    facts.scriptPaths.addAll(ScriptPaths.of(script, variables.all()));
                });
        if (facts.workingDir.length() > 1) {
            facts.scriptPaths.add(facts.workingDir);
        }
    }

    private void content(Instruction instruction) {
        String rest = withoutFlags(instruction.arguments());
        List<String> words = JsonWords.parse(rest).orElseGet(() -> expansion.split(rest));
        if (words.size() < 2) {
            problem(
                    instruction,
                    instruction.keyword() + " needs a source and a destination",
                    "add the missing argument");
            return;
        }
        String written = variables.word(words.get(words.size() - 1));
        String destination = folder(written);
        boolean into = written.endsWith("/") || written.endsWith(".") || words.size() > 2;
        for (String source : words.subList(0, words.size() - 1)) {
            // A file lands in the folder under its own name; of a folder only the content does.
            String name = source.substring(source.lastIndexOf('/') + 1);
            String place = into && looksLikeFile(name) ? ContainerPaths.absolute(destination, name) : destination;
            facts.content.add(place);
            copy(from(instruction.arguments()), variables.word(source), place);
        }
        facts.origins.putIfAbsent(Attribute.CONTENT, origin(instruction));
        // What is copied to such a place from elsewhere may well be a shell.
        boolean maybeShell =
                ContainerPaths.contains(destination, "/bin/sh") || ContainerPaths.contains("/bin", destination);
        if (maybeShell && facts.shell == Shell.NO) {
            facts.shell = Shell.UNKNOWN;
        }
    }

    /** Notes what a copy brings of the build context, by itself or through another stage. */
    private void copy(String from, String source, String place) {
        if (facts.copies.size() > MOST_COPIES) {
            return;
        }
        if (!from.isEmpty()) {
            facts.copies.addAll(stages.apply(variables.word(from)).copied(ContainerPaths.absolute("/", source), place));
            return;
        }
        int pattern = source.indexOf('*') < 0 ? source.indexOf('?') : source.indexOf('*');
        String plain = pattern < 0 ? source : source.substring(0, source.lastIndexOf('/', pattern) + 1);
        facts.copies.add(new ContextCopies.Copy(
                ContainerPaths.absolute("/", plain).substring(1),
                place,
                pattern < 0 ? "" : ContainerPaths.absolute("/", source).substring(1)));
    }

    private static String from(String arguments) {
        for (String flag : arguments.split("\\s+")) {
            if (flag.startsWith("--from=")) {
                return flag.substring("--from=".length());
            }
        }
        return "";
    }

    /** Whether a source is a file and no folder, as far as its name tells: {@code run.sh}, but not {@code conf.d}. */
    private static boolean looksLikeFile(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0
                && dot < name.length() - 1
                && !name.endsWith(".d")
                && name.indexOf('*') < 0
                && name.indexOf('$') < 0;
    }

    private void ports(Instruction instruction) {
        for (String word : variables.words(instruction.arguments())) {
            String complaint = facts.expose(word);
            if (complaint.isEmpty()) {
                facts.origins.putIfAbsent(Attribute.PORTS, origin(instruction));
            } else {
                problem(
                        instruction,
                        complaint,
                        "use a port from 1 to 65535 or a range of at most 1000 ports, optionally with /tcp or /udp");
            }
        }
    }

    private void user(Instruction instruction) {
        String whole = variables.word(instruction.arguments()).strip();
        int colon = whole.indexOf(':');
        String name = colon < 0 ? whole : whole.substring(0, colon);
        if (name.isEmpty()) {
            problem(instruction, "USER needs a user name or number", "use a number or a name");
        }
        facts.uid = accounts.user(name);
        facts.gid = colon < 0 ? accounts.primaryGroup(name) : accounts.group(whole.substring(colon + 1));
        facts.userName = facts.uid.isPresent() ? "" : name.isEmpty() ? instruction.arguments() : name;
        facts.startsAsRoot = facts.uid.isPresent() && facts.uid.get() == 0;
        facts.keepsOwner = false;
        facts.writesAsUser = Optional.empty();
        facts.origins.put(Attribute.USER, origin(instruction));
    }

    private void health(Instruction instruction) {
        String rest = withoutFlags(instruction.arguments());
        List<String> flags = expansion.split(
                instruction.arguments().substring(0, instruction.arguments().length() - rest.length()));
        Optional<Healthcheck> read = HealthInstruction.read(flags, rest);
        if (read.isEmpty()) {
            problem(instruction, "HEALTHCHECK is not valid", "use NONE, or options followed by CMD and a command");
            return;
        }
        facts.health = read;
        facts.origins.put(Attribute.HEALTH, origin(instruction));
    }

    private void volumes(Instruction instruction) {
        List<String> words =
                JsonWords.parse(instruction.arguments()).orElseGet(() -> variables.words(instruction.arguments()));
        for (String word : words) {
            String path = variables.word(word).strip();
            if (!path.isEmpty() && facts.dataFolders.add(folder(path))) {
                facts.origins.putIfAbsent(Attribute.DATA_FOLDERS, origin(instruction));
            }
        }
    }

    private List<String> argv(Instruction instruction) {
        Optional<List<String>> words = JsonWords.parse(instruction.arguments());
        if (words.isPresent() || instruction.arguments().isEmpty()) {
            return words.orElse(List.of());
        }
        List<String> whole = new ArrayList<>(shell);
        whole.add(instruction.arguments());
        return whole;
    }

    private String folder(String path) {
        return ContainerPaths.absolute(facts.workingDir.isEmpty() ? "/" : facts.workingDir, path);
    }

    /** Returns the arguments of an instruction after its options. */
    static String withoutFlags(String arguments) {
        String rest = arguments;
        while (rest.startsWith("--")) {
            int end = 0;
            while (end < rest.length() && !Character.isWhitespace(rest.charAt(end))) {
                end++;
            }
            rest = rest.substring(end).stripLeading();
        }
        return rest;
    }

    private Origin origin(Instruction instruction) {
        return new Origin(file, instruction.line(), 1, instruction.keyword());
    }

    private void problem(Instruction instruction, String reason, String remedy) {
        unclear.accept(new Dockerfile.Problem(origin(instruction), reason, remedy));
    }

    ImageFacts facts() {
        facts.env.putAll(variables.env());
        accounts.into(facts);
        return facts.build();
    }
}
