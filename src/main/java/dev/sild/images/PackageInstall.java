package dev.sild.images;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How packages are installed beside source code, as {@code packages.txt} has it.
 *
 * @param manifest the file that lists the packages
 * @param bases words of which the name of an image that runs such code has one
 * @param folder the folder that the packages are installed in, beside the manifest
 * @param command finds a command that installs them, in a script
 * @param install what installs them in the build of an image
 * @param bare the public image that lacks the program that does; empty for none
 * @param bringing the lines of a Dockerfile that bring it there
 */
public record PackageInstall(
        String manifest,
        Set<String> bases,
        String folder,
        Pattern command,
        String install,
        String bare,
        List<String> bringing) {
    /** After a command: it does not install a tool for the whole machine. */
    private static final String NOT_GLOBAL = "(?![^&|;\\n]{0,200}\\s(?:-g|--global)(?![\\w-]))";

    /**
     * After a program that installs when it is given nothing to do: it is given no other task, as in {@code yarn
     * start}.
     */
    private static final String NO_OTHER_TASK = "(?![ \\t]{1,20}(?!(?:install|add|workspaces?)(?![\\w-]))\\w)";

    /** A path that a shell takes as it is. */
    private static final Pattern PLAIN = Pattern.compile("/[\\w./-]{1,1000}");

    private static final Pattern SERVER = Pattern.compile("(?<![a-z])(?:fpm|apache)(?![a-z])");

    /** Where packages of JavaScript are. */
    private static final String OF_SCRIPTS = "node_modules";

    /** All that are known. */
    public static final List<PackageInstall> ALL = read();

    /** Whether code of this kind runs in an image that starts from {@code base}. */
    public boolean runsIn(String base) {
        return Arrays.stream(ImageReference.parse(base).lastSegment().split("[^a-z]+"))
                .anyMatch(bases::contains);
    }

    /** Whether the image serves such code without a command, as a server of PHP does. */
    public boolean isServedBy(String image) {
        ImageReference reference = ImageReference.parse(image);
        return folder.equals("vendor")
                && (!reference.lastSegment().equals("php")
                                && !reference.lastSegment().equals("composer")
                        || reference
                                .tag()
                                .filter(tag -> SERVER.matcher(tag).find())
                                .isPresent());
    }

    /**
     * Returns the lines of a Dockerfile that install the packages in a folder, whichever the image starts in.
     *
     * @param base the image that it starts from
     * @param beside whether a file of that name lies beside the manifest, such as one that locks versions
     */
    public List<String> lines(String base, String folder, Predicate<String> beside) {
        ImageReference image = ImageReference.parse(base);
        String command = folder().equals(OF_SCRIPTS) ? ScriptPackages.command(image, beside, install) : install;
        boolean lacks =
                !bare.isEmpty() && image.onDockerHub() && image.familiarName().equals(bare);
        return Stream.concat(
                        lacks ? bringing.stream() : Stream.of(),
                        Stream.of("RUN " + (PLAIN.matcher(folder).matches() ? "cd " + folder + " && " : "") + command))
                .toList();
    }

    private static List<PackageInstall> read() {
        try (InputStream file = PackageInstall.class.getResourceAsStream("packages.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" \\| "))
                    .map(PackageInstall::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PackageInstall read(String[] parts) {
        String more = parts.length > 5 ? parts[5] : ":";
        int colon = more.indexOf(':');
        return new PackageInstall(
                parts[0],
                Set.of(parts[1].split(" ")),
                parts[2],
                command(parts[3]),
                parts[4],
                more.substring(0, colon),
                Stream.of(more.substring(colon + 1).split(";(?= [A-Z]+ )"))
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList());
    }

    private static Pattern command(String programs) {
        return Pattern.compile(Stream.of(programs.split("; "))
                .map(PackageInstall::program)
                .collect(Collectors.joining("|", "(?<![\\w.-])(?:", ")(?![\\w.-])" + NOT_GLOBAL)));
    }

    /** Options may stand between a program and what it is to do. */
    private static String program(String text) {
        int colon = text.indexOf(':');
        String names = alternatives(text.substring(0, colon));
        String words = text.substring(colon + 1).strip();
        return words.isEmpty() ? names + NO_OTHER_TASK : names + "(?:\\s+-\\S+)*\\s+" + alternatives(words);
    }

    private static String alternatives(String words) {
        return Stream.of(words.split(" ")).map(Pattern::quote).collect(Collectors.joining("|", "(?:", ")"));
    }
}
