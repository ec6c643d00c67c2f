package dev.sild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** The programs of the build, src/build/java, which no test has on its class path. */
public final class BuildTool {
    private BuildTool() {}

    /** Compiles the classes of a package below {@code dev.sild}. */
    public static void compile(String packageName, Path classes) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("--release", "17", "-cp", System.getProperty("java.class.path"), "-d", classes.toString()));
        try (Stream<Path> sources = Files.list(Path.of("src/build/java/dev/sild", packageName))) {
            sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
        }
        assertThat(ToolProvider.findFirst("javac")
                        .orElseThrow()
                        .run(System.out, System.err, arguments.toArray(String[]::new)))
                .isZero();
    }

    /** What the program prints, then its exit code. */
    public static String run(Path classes, String main, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output + process.waitFor();
    }

    /** Runs a program that never calls {@code System.exit} in this process; throws what it throws. */
    public static void call(Path classes, String main, String... arguments) throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, BuildTool.class.getClassLoader())) {
            loader.loadClass(main).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }
}
