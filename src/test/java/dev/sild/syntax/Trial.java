package dev.sild.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.cli.TestedCommandLine;
import dev.sild.cli.terminal.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A command on a hostile project, and what must hold of what it wrote. */
record Trial(String what, Path folder, int code, String out, String err) {
    /** Runs a command in a folder. */
    static Trial run(String what, Path folder, Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = TestedCommandLine.run(
                new Console(
                        folder,
                        environment,
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false),
                arguments);
        return new Trial(
                what + " with " + String.join(" ", arguments),
                folder,
                code,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }

    /** Whether there is a result; where there is none, a message says why, and nothing is written. */
    boolean isAccepted(String written) {
        assertThat(err).as(what).doesNotContain("internal error");
        if (code == 0) {
            return true;
        }
        assertThat(code).as(what + "\n" + err).isEqualTo(1);
        assertThat(err).as(what).contains("rror");
        assertThat(out).as(what).isEmpty();
        assertThat(folder.resolve(written)).as(what).doesNotExist();
        return false;
    }

    /** Nothing that a terminal obeys, or that cannot be seen, is in what was printed for people. */
    void isVisible(String printed) {
        printed.codePoints().filter(c -> c != '\n' && isObeyed(c)).findFirst().ifPresent(c -> {
            throw new AssertionError(what + " prints U+" + Integer.toHexString(c) + "\n" + printed);
        });
        if (printed.lines().anyMatch(line -> line.startsWith("injected") || line.startsWith("touch"))) {
            throw new AssertionError(what + "\n" + printed);
        }
    }

    private static boolean isObeyed(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** Returns the objects of a stream by kind and name; there is nothing in it that nobody asked for. */
    Map<String, Object> objects(String yaml) {
        Map<String, Object> objects = new LinkedHashMap<>();
        for (Object document : documents(yaml)) {
            if (!(document instanceof Map<?, ?> object)) {
                throw new AssertionError(what + "\n" + yaml);
            }
            String kind = (String) object.get("kind");
            String name = (String) ((Map<?, ?>) object.get("metadata")).get("name");
            // Podman's own volumes have names that no cluster would take.
            boolean named =
                    name.matches(what.contains("podman") ? "[A-Za-z0-9._-]+" : "[a-z0-9]([a-z0-9.-]*[a-z0-9])?");
            if (!kind.matches("[A-Z][A-Za-z]+")
                    || kind.equals("Injected")
                    || !named
                    || objects.put(kind + "/" + name, object) != null) {
                throw new AssertionError(what + ": " + kind + "/" + name + "\n" + yaml);
            }
        }
        return objects;
    }

    /** Returns the documents of a stream; none has a key that was injected, or one twice. */
    List<Object> documents(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<Object> documents = new java.util.ArrayList<>();
        try {
            new Yaml(new SafeConstructor(options)).loadAll(yaml).forEach(documents::add);
        } catch (RuntimeException unreadable) {
            throw new AssertionError(what + "\n" + yaml, unreadable);
        }
        documents.forEach(this::nothingInjected);
        return documents;
    }

    private void nothingInjected(Object node) {
        if (node instanceof Map<?, ?> map) {
            if (map.containsKey("injected")) {
                throw new AssertionError(what + "\n" + map);
            }
            map.values().forEach(this::nothingInjected);
        } else if (node instanceof List<?> list) {
            list.forEach(this::nothingInjected);
        }
    }

    /** Returns the files below a folder, by their path in it, each a plain one with a plain name. */
    Map<String, String> files(Path below) {
        Map<String, String> texts = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(below)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = below.relativize(file).toString();
                assertThat(name).as(what).matches("[A-Za-z0-9._/-]+");
                texts.put(name, Files.readString(file));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes what is below a folder, but for what {@code kept} names. */
    static void clear(Path folder, List<String> kept) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder) && kept.stream().noneMatch(name -> file.startsWith(folder.resolve(name)))) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
