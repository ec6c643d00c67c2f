package dev.sild.images;

import dev.sild.images.text.Expansion;
import dev.sild.images.text.JsonWords;
import dev.sild.model.Origin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Collects what a build does, stage by stage: those that another one starts from or copies from are needed. */
final class StepReader {
    private static final Pattern FROM = Pattern.compile("(?:^|[\\s,])(?:--)?from=([^\\s,]+)");
    /** A mount that shows the build a part of its context, unless it has a {@code from}. */
    private static final Pattern MOUNT = Pattern.compile("--mount=(?!\\S*from=)(?:(?!\\S*type=)|\\S*type=bind)");

    /** A variable; with what follows its name if that is the value where it has none. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_][A-Za-z_0-9]*)(:?-)?");

    private static final int MOST = 200;

    private final String file;
    private final Expansion expansion;
    private final Map<String, String> buildArgs;
    private final Map<String, String> globalArgs;
    private final List<BuildSteps.Source> sources = new ArrayList<>();
    private final List<BuildSteps.Other> others = new ArrayList<>();
    private final List<String> scripts = new ArrayList<>();
    private final List<String> stageFiles = new ArrayList<>();
    private boolean takesMore;

    StepReader(String file, Expansion expansion, Map<String, String> buildArgs, Map<String, String> globalArgs) {
        this.file = file;
        this.expansion = expansion;
        this.buildArgs = buildArgs;
        // What is built for another platform may be there.
        this.globalArgs = new HashMap<>(globalArgs);
        this.globalArgs.keySet().removeAll(StageVariables.PLATFORM.keySet());
    }

    /**
     * Reads the stages that the last of {@code chain} needs.
     *
     * @param stages all stages, in order
     * @param chain the stages that it starts from, the first of which starts from {@code base}
     * @param find returns the number of a stage by its name, negative where there is none
     */
    BuildSteps read(
            List<Dockerfile.Stage> stages, List<Dockerfile.Stage> chain, String base, ToIntFunction<String> find) {
        Deque<Dockerfile.Stage> open = new ArrayDeque<>(chain);
        Set<Integer> known = new HashSet<>();
        chain.forEach(stage -> known.add(stage.line()));
        // A stage has the variables of the one that it starts from.
        StageVariables ofChain = new StageVariables(expansion, buildArgs, globalArgs);
        for (int stage = 0; !open.isEmpty(); stage++) {
            StageVariables variables =
                    stage < chain.size() ? ofChain : new StageVariables(expansion, buildArgs, globalArgs);
            for (Instruction instruction : open.poll().instructions()) {
                for (String name : read(instruction, variables)) {
                    int index = find.applyAsInt(name);
                    if (index < 0 && name.indexOf('$') < 0 && others.size() < MOST) {
                        others.add(new BuildSteps.Other(name, origin(instruction)));
                    }
                    while (index >= 0 && known.add(stages.get(index).line())) {
                        open.add(stages.get(index));
                        index = find.applyAsInt(stages.get(index).base());
                    }
                }
            }
        }
        return new BuildSteps(base, sources, takesMore, others, scripts, stageFiles);
    }

    /** Returns the stages that an instruction takes something from. */
    private List<String> read(Instruction instruction, StageVariables variables) {
        if (instruction.keyword().equals("ARG")) {
            variables.declare(instruction);
        } else if (instruction.keyword().equals("ENV")) {
            variables.environment(instruction.arguments());
        }
        boolean copies =
                instruction.keyword().equals("COPY") || instruction.keyword().equals("ADD");
        if (!copies && !instruction.keyword().equals("RUN")) {
            return List.of();
        }
        String rest = StageReader.withoutFlags(instruction.arguments());
        String flags =
                instruction.arguments().substring(0, instruction.arguments().length() - rest.length());
        List<String> from = new ArrayList<>();
        Matcher matcher = FROM.matcher(flags);
        while (matcher.find()) {
            from.add(matcher.group(1));
        }
        if (!copies) {
            takesMore |= MOUNT.matcher(flags).find();
            Stream.concat(Stream.of(rest), instruction.heredocs().stream())
                    .filter(script -> scripts.size() < MOST)
                    .forEach(scripts::add);
        } else if (from.isEmpty()) {
            copied(instruction, rest, variables);
        } else {
            sources(rest).stream().filter(source -> stageFiles.size() < MOST).forEach(stageFiles::add);
        }
        return from;
    }

    private List<String> sources(String rest) {
        List<String> words = JsonWords.parse(rest).orElseGet(() -> expansion.split(rest));
        return words.subList(0, Math.max(0, words.size() - 1));
    }

    private void copied(Instruction instruction, String rest, StageVariables variables) {
        for (String written : sources(rest)) {
            String source = known(written, variables);
            boolean elsewhere = source.startsWith("<<") || source.contains("://") || source.startsWith("git@");
            if (elsewhere) {
                continue;
            }
            if (source.indexOf('$') >= 0 || sources.size() == MOST) {
                takesMore = true;
                continue;
            }
            String path = source.replaceAll("^[\"']|[\"']$", "");
            sources.add(new BuildSteps.Source(
                    ContainerPaths.absolute("/", path).substring(1), path.startsWith("../"), origin(instruction)));
        }
    }

    /** Returns a source with the values of its variables; as it is written if one of them has none. */
    private static String known(String source, StageVariables variables) {
        boolean known = VARIABLE.matcher(source)
                .results()
                .allMatch(
                        variable -> variable.group(2) != null || variables.all().containsKey(variable.group(1)));
        String value = known ? variables.word(source) : source;
        return value.isEmpty() ? source : value;
    }

    private Origin origin(Instruction instruction) {
        return new Origin(file, instruction.line(), 1, instruction.keyword());
    }
}
