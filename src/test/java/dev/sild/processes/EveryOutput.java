package dev.sild.processes;

import dev.sild.adopt.AdoptCase;
import dev.sild.layout.Fixture;
import dev.sild.model.Names;
import dev.sild.stacks.shared.KindCase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * A program that runs every command that writes something, in every layout, on the examples and goldens, and prints a
 * line for each: what ran, its exit code, and the hash of all it wrote, files and reports alike. Its arguments are a
 * folder to work in, and which half of the inputs it takes.
 */
final class EveryOutput {
    /** Of the goldens each so-manieth is laid out in folders: one is as good as another for the order of things. */
    private static final int STEP = 8;

    private final Path work;
    private final IntPredicate taken;
    private final Consumer<String> lines;

    /**
     * @param work a folder to write into
     * @param taken which inputs of a kind are taken, by their number
     * @param lines takes the lines
     */
    EveryOutput(Path work, IntPredicate taken, Consumer<String> lines) {
        this.work = work;
        this.taken = taken;
        this.lines = lines;
    }

    public static void main(String[] arguments) throws IOException {
        int half = Integer.parseInt(arguments[1]);
        new EveryOutput(Path.of(arguments[0]), input -> input % 2 == half, System.out::println).run();
    }

    void run() throws IOException {
        List<AdoptCase> adopted = AdoptCase.all().toList();
        for (int i = 0; i < adopted.size(); i++) {
            if (taken.test(i)) {
                say("adopt " + adopted.get(i), adopted.get(i).adopt());
            }
        }
        for (KindCase<?> kind : KindCase.all()) {
            List<Path> stacks = children(kind.goldens());
            for (int i = 0; i < stacks.size(); i++) {
                if (!taken.test(i / STEP + i)) {
                    continue;
                }
                Path stack = stacks.get(i).resolve("in.yaml").toAbsolutePath();
                say("render " + stacks.get(i), run("render", stack.toString()));
                for (String layout : i % STEP == 0 ? List.of("files", "kustomize", "chart") : List.<String>of()) {
                    folder(
                            "render " + layout + " " + stacks.get(i),
                            run("render", stack.toString(), "--layout", layout, "-o", "out/"));
                }
            }
        }
        List<Fixture> projects = Fixture.of("kubernetes").stream()
                .filter(each -> !each.has("-n"))
                .toList();
        for (int i = 0; i < projects.size(); i++) {
            if (!taken.test(i / STEP + i)) {
                continue;
            }
            for (String layout :
                    i % STEP == 0 ? List.of("list", "files", "kustomize", "chart", "quadlet") : List.of("list")) {
                Fixture project = projects.get(i);
                boolean forPodman = layout.equals("quadlet") && (project.has("--expose") || project.has("--patch"));
                if (!forPodman) {
                    convert(project, layout);
                }
            }
        }
    }

    private void convert(Fixture project, String layout) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("convert"));
        arguments.addAll(project.arguments());
        arguments.addAll(List.of("--layout", layout, "-o", work.resolve("out") + "/"));
        AdoptCase.Run run = AdoptCase.run(project.folder(), project.environment(), arguments);
        folder(
                "convert " + layout + " " + project,
                new AdoptCase.Run(run.code(), run.out(), run.err().replace(work.toString(), "")));
    }

    private AdoptCase.Run run(String... arguments) {
        return AdoptCase.run(work, Map.of(), List.of(arguments));
    }

    private void say(String what, AdoptCase.Run run) {
        lines.accept(what + " " + run.code() + " " + Names.hash(run.out() + "\0" + run.err()));
    }

    /** Says what is in the folder, and takes it away again. */
    private void folder(String what, AdoptCase.Run run) throws IOException {
        StringBuilder all = new StringBuilder(run.out());
        Path out = work.resolve("out");
        if (Files.exists(out)) {
            try (Stream<Path> files = Files.walk(out)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    if (Files.isRegularFile(file)) {
                        all.append(out.relativize(file))
                                .append('\0')
                                .append(Files.readString(file, StandardCharsets.ISO_8859_1));
                    }
                    Files.delete(file);
                }
            }
        }
        say(what, new AdoptCase.Run(run.code(), all.toString(), run.err()));
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory).sorted().toList();
        }
    }
}
