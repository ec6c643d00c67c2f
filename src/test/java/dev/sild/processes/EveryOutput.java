package dev.sild.processes;

import dev.sild.adopt.AdoptCase;
import dev.sild.layout.Fixture;
import dev.sild.model.Names;
import dev.sild.stacks.shared.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A program that runs every command that writes something, in every layout, on the examples and goldens, and prints a
 * line for each: what ran, its exit code, and the hash of all it wrote, files and reports alike.
 */
public final class EveryOutput {
    /** Of the goldens each so-manieth is laid out in folders: one is as good as another for the order of things. */
    private static final int STEP = 8;

    private EveryOutput() {}

    public static void main(String[] arguments) throws IOException {
        Path work = Path.of(arguments[0]);
        for (AdoptCase project : AdoptCase.all().toList()) {
            say("adopt " + project, project.adopt());
        }
        for (Kind<?> kind : Kind.all()) {
            List<Path> stacks = children(kind.goldens());
            for (int i = 0; i < stacks.size(); i++) {
                Path stack = stacks.get(i).resolve("in.yaml").toAbsolutePath();
                say("render " + stacks.get(i), run(work, "render", stack.toString()));
                for (String layout : i % STEP == 0 ? List.of("files", "kustomize", "chart") : List.<String>of()) {
                    folder(
                            "render " + layout + " " + stacks.get(i),
                            work,
                            run(work, "render", stack.toString(), "--layout", layout, "-o", "out/"));
                }
            }
        }
        List<Fixture> projects = Fixture.of("kubernetes").stream()
                .filter(each -> !each.has("-n"))
                .toList();
        for (int i = 0; i < projects.size(); i++) {
            for (String layout :
                    i % STEP == 0 ? List.of("list", "files", "kustomize", "chart", "quadlet") : List.of("list")) {
                Fixture project = projects.get(i);
                boolean forPodman = layout.equals("quadlet") && project.has("--expose");
                if (!forPodman) {
                    convert(work, project, layout);
                }
            }
        }
    }

    private static void convert(Path work, Fixture project, String layout) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("convert"));
        arguments.addAll(project.arguments());
        arguments.addAll(List.of("--layout", layout, "-o", work.resolve("out") + "/"));
        AdoptCase.Run run = AdoptCase.run(project.folder(), project.environment(), arguments);
        folder(
                "convert " + layout + " " + project,
                work,
                new AdoptCase.Run(run.code(), run.out(), run.err().replace(work.toString(), "")));
    }

    private static AdoptCase.Run run(Path folder, String... arguments) {
        return AdoptCase.run(folder, Map.of(), List.of(arguments));
    }

    private static void say(String what, AdoptCase.Run run) {
        System.out.println(what + " " + run.code() + " " + Names.hash(run.out() + "\0" + run.err()));
    }

    /** Says what is in the folder, and takes it away again. */
    private static void folder(String what, Path work, AdoptCase.Run run) throws IOException {
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
