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
 * @param bare the public images that lack the program that does
 * @param bringing the lines of a Dockerfile that bring it there
 */
public record PackageInstall(
        String manifest,
        Set<String> bases,
        String folder,
        Pattern command,
        String install,
        Set<String> bare,
        List<String> bringing) {
    private static final String GLOBAL = "(?:-g|--global|--location[= ]global)(?![\\w-])";

    /** After a command: it does not install a tool for the whole machine. */
    private static final String NOT_GLOBAL = "(?![^&|;\\n]{0,200}\\s" + GLOBAL + ")";

    /** An option between a program and what it is to do, with its value where it has one. */
    private static final String OPTION =
            "[ \\t]{1,20}(?!" + GLOBAL + ")(?:-(?:[Cdw]|-(?:cwd|prefix|dir|filter|workspace"
                    + "|working-dir|registry|cache-folder|modules-folder|mutex|network-timeout|network-concurrency))"
                    + "[ \\t]{1,20}[^\\s&|;-]\\S{0,200}+|-\\S{0,200}+)";

    /** A bound, since each repetition of a group takes some of the stack. */
    private static final String OPTIONS = "(?:" + OPTION + "){0,20}+";

    /**
     * After a program that installs when it is given nothing to do: it is given no other task, as in {@code yarn
     * start}.
     */
    private static final String NO_OTHER_TASK =
            "(?!" + OPTIONS + "[ \\t]{1,20}(?!(?:install|add|workspaces?)(?![\\w-]))[a-zA-Z])";

    /** Programs that install packages of other kinds. */
    private static final Pattern OTHERS =
            command("bundle pip pip3 poetry pipenv pdm make task just: install sync add; uv: sync add");

    /** A path that a shell takes as it is. */
    private static final Pattern PLAIN = Pattern.compile("/[\\w./-]{1,1000}");

    private static final Pattern SERVER = Pattern.compile("(?<![a-z])(?:fpm|apache)(?![a-z])");

    /** Where packages of JavaScript are. */
    private static final String OF_SCRIPTS = "node_modules";

    /** All that are known. */
    public static final List<PackageInstall> ALL = read();

    /** Whether a command installs packages beside source code, of any kind. */
    public static boolean installs(String command) {
        return OTHERS.matcher(command).find()
                || ALL.stream().anyMatch(one -> one.command().matcher(command).find());
    }

    /**
     * Returns the words of a command that installs the packages in an image as they are locked; none where the image is
     * not known to have the program.
     *
     * @param beside as in {@link #lines}
     * @param listed the text of the manifest
     */
    public List<String> words(String image, Predicate<String> beside, String listed) {
        return isOfScripts() ? ScriptPackages.words(ImageReference.parse(image), beside, listed) : List.of();
    }

    private boolean isOfScripts() {
        return folder.equals(OF_SCRIPTS);
    }

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
     * @param listed the text of the manifest
     */
    public List<String> lines(String base, String folder, Predicate<String> beside, String listed) {
        ImageReference image = ImageReference.parse(base);
        String command = isOfScripts() ? ScriptPackages.command(image, beside, listed) : install;
        boolean lacks = image.onDockerHub() && bare.contains(image.familiarName());
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
                Set.of(more.substring(0, colon).split(" ")),
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
        return words.isEmpty() ? names + NO_OTHER_TASK : names + OPTIONS + "\\s{1,20}" + alternatives(words);
    }

    private static String alternatives(String words) {
        return Stream.of(words.split(" ")).map(Pattern::quote).collect(Collectors.joining("|", "(?:", ")"));
    }
}
