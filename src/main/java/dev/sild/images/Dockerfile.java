package dev.sild.images;

import dev.sild.images.text.Expansion;
import dev.sild.model.Origin;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.units.Digits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A Dockerfile, read for what it says about the image it makes. See the <a
 * href="https://docs.docker.com/reference/dockerfile/">Dockerfile reference</a>. Nothing is run and nothing is fetched.
 */
public final class Dockerfile {
    /** How many stages that copy from each other are followed. */
    private static final int MOST_STAGES = 20;

    private final String displayName;
    private final char escape;
    private final List<Instruction> global = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    /**
     * A stage: everything from one {@code FROM} to the next.
     *
     * @param name its name, empty where it has none
     * @param base what it starts from, variables not yet replaced
     * @param line the line of its {@code FROM}
     * @param instructions what follows, in order
     */
    public record Stage(String name, String base, int line, List<Instruction> instructions) {}

    /**
     * Something in a Dockerfile that could not be taken into account; the rest was.
     *
     * @param origin where
     * @param reason what is so, in one sentence without a full stop
     * @param remedy what the user can do, in one sentence without a full stop
     */
    public record Problem(Origin origin, String reason, String remedy) {}

    private Dockerfile(String displayName, char escape) {
        this.displayName = displayName;
        this.escape = escape;
    }

    /**
     * Reads the text of a Dockerfile. Never fails: lines that are not instructions are skipped and listed in
     * {@link #problems()}.
     *
     * @param displayName the file as the user named it, for origins
     */
    public static Dockerfile parse(String text, String displayName) {
        List<Problem> found = new ArrayList<>();
        DockerfileLines.Result lines = DockerfileLines.read(
                text,
                (line, reason, remedy) -> found.add(new Problem(new Origin(displayName, line, 1, ""), reason, remedy)));
        Dockerfile file = new Dockerfile(displayName, lines.escape());
        file.problems.addAll(found);
        for (Instruction instruction : lines.instructions()) {
            file.add(instruction);
        }
        return file;
    }

    private void add(Instruction instruction) {
        if (instruction.keyword().equals("FROM")) {
            List<String> words = new ArrayList<>();
            for (String word : new Expansion(escape).split(instruction.arguments())) {
                if (!word.startsWith("--")) {
                    words.add(word);
                }
            }
            boolean named = words.size() >= 3 && words.get(1).equalsIgnoreCase("AS");
            stages.add(new Stage(
                    named ? words.get(2).toLowerCase(Locale.ROOT) : "",
                    words.isEmpty() ? "" : words.get(0),
                    instruction.line(),
                    new ArrayList<>()));
        } else if (!stages.isEmpty()) {
            stages.get(stages.size() - 1).instructions().add(instruction);
        } else if (instruction.keyword().equals("ARG")) {
            global.add(instruction);
        } else {
            problems.add(new Problem(
                    new Origin(displayName, instruction.line(), 1, instruction.keyword()),
                    "only ARG is allowed before the first FROM",
                    "move the line below a FROM"));
        }
    }

    /** Returns the names of the stages in order, an empty one for a stage without a name. */
    public List<String> stages() {
        List<String> names = new ArrayList<>();
        for (Stage stage : stages) {
            names.add(stage.name());
        }
        return names;
    }

    /** Returns the file as the user named it. */
    public String displayName() {
        return displayName;
    }

    /** Returns all stages in order, with what they say. */
    public List<Stage> content() {
        return List.copyOf(stages);
    }

    /**
     * Returns the stages that an image is made of, the one with a base image first; none where there is no such target.
     *
     * @param target the stage by name or by number; empty for the last one
     * @param buildArgs values for {@code ARG}s
     */
    public List<Stage> madeOf(Optional<String> target, Map<String, String> buildArgs) {
        int index = target.isPresent() ? find(target.get()) : stages.size() - 1;
        Expansion expansion = new Expansion(escape);
        return index < 0 ? List.of() : chain(index, expansion, globalArgs(expansion, buildArgs));
    }

    /** Returns what replaces the variables in the base of a stage by their values. */
    public UnaryOperator<String> variables(Map<String, String> buildArgs) {
        Expansion expansion = new Expansion(escape);
        Map<String, String> globalArgs = globalArgs(expansion, buildArgs);
        return base -> expansion.word(base, globalArgs);
    }

    /** Returns the words of an argument, without quotes; variables are left as they are written. */
    public List<String> words(String arguments) {
        return new Expansion(escape).split(arguments);
    }

    /** Returns what could not be read, in the order of lines. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** As {@link #facts(Optional, Map, Consumer)}, for those who do not ask what could not be understood. */
    public ImageFacts facts(Optional<String> target, Map<String, String> buildArgs) throws InputException {
        return facts(target, buildArgs, problem -> {});
    }

    /**
     * Returns what the file says about the image of one stage; where it is silent, what is known about the stage or the
     * well-known image that it starts from.
     *
     * @param target the stage by name or by number, counted from 0; empty for the last one
     * @param buildArgs values for {@code ARG}s
     * @param unclear receives the instructions that could not be understood, in the order they are encountered
     * @throws InputException if the file has no stages, or not the requested one
     */
    public ImageFacts facts(Optional<String> target, Map<String, String> buildArgs, Consumer<Problem> unclear)
            throws InputException {
        return facts(target, buildArgs, unclear, new HashMap<>(), 0);
    }

    private ImageFacts facts(
            Optional<String> target,
            Map<String, String> buildArgs,
            Consumer<Problem> unclear,
            Map<Integer, ContextCopies> known,
            int depth)
            throws InputException {
        int index = target.isPresent() ? find(target.get()) : stages.size() - 1;
        if (index < 0) {
            String reason = stages.isEmpty()
                    ? "FROM is missing"
                    : "unknown build stage: " + DockerfileLines.shown(target.orElse(""));
            String remedy = stages.isEmpty()
                    ? "start the Dockerfile with FROM and an image"
                    : "use one of its stages: " + stages();
            throw new InputException(
                    new Finding(Code.INPUT_INVALID, new Origin(displayName, 1, 1, ""), reason, remedy));
        }
        Expansion expansion = new Expansion(escape);
        Map<String, String> globalArgs = globalArgs(expansion, buildArgs);
        List<Stage> chain = chain(index, expansion, globalArgs);
        String base = expansion.word(chain.get(0).base(), globalArgs);
        StageReader reader = new StageReader(
                displayName,
                expansion,
                buildArgs,
                globalArgs,
                name -> copies(find(name), index, buildArgs, known, depth),
                unclear);
        reader.start(base, chain.get(0).line());
        for (Stage stage : chain) {
            reader.read(stage.instructions());
        }
        return reader.facts();
    }

    /** Returns what the build of a stage does; nothing is known if the stage does not exist. See {@link #facts}. */
    public BuildSteps steps(Optional<String> target, Map<String, String> buildArgs) {
        int index = target.isPresent() ? find(target.get()) : stages.size() - 1;
        if (index < 0) {
            return BuildSteps.UNKNOWN;
        }
        Expansion expansion = new Expansion(escape);
        Map<String, String> globalArgs = globalArgs(expansion, buildArgs);
        List<Stage> chain = chain(index, expansion, globalArgs);
        return new StepReader(displayName, expansion, buildArgs, globalArgs)
                .read(stages, chain, expansion.word(chain.get(0).base(), globalArgs), this::find);
    }

    private Map<String, String> globalArgs(Expansion expansion, Map<String, String> buildArgs) {
        Map<String, String> globalArgs = new HashMap<>(StageVariables.PLATFORM);
        for (Instruction argument : global) {
            StageVariables.declare(argument, expansion, globalArgs, Map.of(), buildArgs, globalArgs);
        }
        return globalArgs;
    }

    /** Returns the chain of stages that ends with the given one; the first of them is based on an image. */
    private List<Stage> chain(int index, Expansion expansion, Map<String, String> globalArgs) {
        Map<String, Integer> byName = new HashMap<>();
        int[] parents = new int[index + 1];
        for (int i = 0; i <= index; i++) {
            String base = expansion.word(stages.get(i).base(), globalArgs).toLowerCase(Locale.ROOT);
            parents[i] = byName.getOrDefault(base, -1);
            if (!stages.get(i).name().isEmpty()) {
                byName.put(stages.get(i).name(), i);
            }
        }
        List<Stage> chain = new ArrayList<>();
        for (int i = index; i >= 0; i = parents[i]) {
            chain.add(stages.get(i));
        }
        Collections.reverse(chain);
        return chain;
    }

    /** Returns what an earlier stage has of the build context; nothing of an image from elsewhere. */
    private ContextCopies copies(
            int stage, int before, Map<String, String> buildArgs, Map<Integer, ContextCopies> known, int depth) {
        if (stage < 0 || stage >= before || depth >= MOST_STAGES) {
            return ContextCopies.NONE;
        }
        if (!known.containsKey(stage)) {
            try {
                Optional<String> number = Optional.of(Integer.toString(stage));
                known.put(
                        stage,
                        facts(number, buildArgs, problem -> {}, known, depth + 1)
                                .copies());
            } catch (InputException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return known.get(stage);
    }

    private int find(String target) {
        String wanted = target.toLowerCase(Locale.ROOT);
        for (int i = stages.size() - 1; i >= 0; i--) {
            if (!wanted.isEmpty() && stages.get(i).name().equals(wanted)) {
                return i;
            }
        }
        int number = Digits.only(target) && target.length() < 6 ? Integer.parseInt(target) : -1;
        return number < stages.size() ? number : -1;
    }
}
