package dev.sild.play.podman;

import dev.sild.model.ImageBuild;
import dev.sild.model.ImageBuild.Flag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The secret build arguments and build secrets of one build, in files that only the user can read and that are deleted
 * after it. They go neither through podman's environment, where a project that names an argument {@code LD_PRELOAD}
 * would run a program on this machine, nor through its arguments, which every user of the machine can see.
 */
public final class BuildInputs implements AutoCloseable {
    private final @Nullable Path folder;
    private final List<Path> files = new ArrayList<>();
    private final List<String> options = new ArrayList<>();

    private BuildInputs(@Nullable Path folder) {
        this.folder = folder;
    }

    /** Writes the files; {@code variables} are the project's. */
    public static BuildInputs of(ImageBuild build, Map<String, String> variables) throws PodmanException {
        List<Flag> flags = build.flags().stream()
                .filter(flag -> !flag.onlyDocker() && flag.secret().isPresent())
                .toList();
        if (flags.isEmpty()) {
            return new BuildInputs(null);
        }
        BuildInputs inputs = null;
        try {
            inputs = new BuildInputs(Files.createTempDirectory("sild-build"));
            inputs.write(flags, variables, "the build of '" + build.image() + "'");
            return inputs;
        } catch (IOException e) {
            close(inputs);
            throw new PodmanException(
                    "cannot write the build arguments of '" + build.image() + "' to a temporary file: "
                            + e.getMessage(),
                    "free space in the temporary folder, or set TMPDIR");
        } catch (PodmanException e) {
            close(inputs);
            throw e;
        }
    }

    private static void close(@Nullable BuildInputs inputs) throws PodmanException {
        if (inputs != null) {
            inputs.close();
        }
    }

    private void write(List<Flag> flags, Map<String, String> variables, String build)
            throws IOException, PodmanException {
        StringBuilder arguments = new StringBuilder();
        for (Flag flag : flags) {
            String name = flag.secret().orElseThrow().variable();
            Optional<String> value = flag.secret().get().value().or(() -> Optional.ofNullable(variables.get(name)));
            if (flag.name().equals("--build-arg") && value.isPresent()) {
                arguments.append(line(name, value.get(), build)).append('\n');
            } else if (value.isPresent()) {
                // id=NAME,env=VARIABLE becomes id=NAME,src=FILE.
                String id = flag.value().orElseThrow().replaceFirst(",\"?env=.*$", "");
                options.addAll(List.of("--secret", id + ",src=" + file(value.get())));
            } else {
                throw new PodmanException(
                        build + " needs the variable '" + name + "', which is not set", "set it, or add it to .env");
            }
        }
        if (!arguments.isEmpty()) {
            options.addAll(
                    List.of("--build-arg-file", file(arguments.toString()).toString()));
        }
    }

    /** The file has one argument a line, as it is: no quotes and no escapes; a line that begins with # is a comment. */
    private static String line(String name, String value, String build) throws PodmanException {
        if (name.isEmpty() || name.startsWith("#") || name.indexOf('=') >= 0 || !isOneLine(name) || !isOneLine(value)) {
            throw new PodmanException(
                    build + ": the secret build argument '" + name.replaceAll("\\p{Cntrl}", "?")
                            + "' cannot be passed to podman: it has several lines or an invalid name",
                    "use a build secret ('build.secrets') instead");
        }
        return name + "=" + value;
    }

    private static boolean isOneLine(String text) {
        return text.indexOf('\n') < 0 && text.indexOf('\0') < 0;
    }

    private Path file(String text) throws IOException {
        Path file = Files.createTempFile(folder, "input", "");
        files.add(file);
        return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the options that name the files. */
    public List<String> options() {
        return List.copyOf(options);
    }

    @Override
    public void close() throws PodmanException {
        try {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            if (folder != null) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new PodmanException(
                    "cannot delete " + folder + ", which holds secret build arguments", "delete it by hand");
        }
    }
}
