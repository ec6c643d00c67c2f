package dev.sild.compose.translate.image;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Text;
import dev.sild.report.Code;
import dev.sild.syntax.ShellText;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * The arguments of a build in a command to paste. A secret one is passed by its name, and its builder takes the value
 * from the shell: the command stops with a message where the shell has none.
 */
final class BuildArguments {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    /** What a message in a shell's expansion can contain without quotes. */
    private static final Pattern PLAIN_PATH = Pattern.compile("[A-Za-z0-9_./-]+");

    private final FileBundles files;
    private final BiFunction<String, Text, Text> hosts;
    private final StringBuilder options = new StringBuilder();
    private final StringBuilder assignments = new StringBuilder();
    /** What is said already: a shell that ends at one variable names the others by itself. */
    private final Set<String> said = new HashSet<>();

    BuildArguments(Attribute build, FileBundles files, BiFunction<String, Text, Text> hosts) {
        this.files = files;
        this.hosts = hosts;
        build.get("args").entries().forEach(this::add);
    }

    /**
     * Returns the value of an argument with the names that hosts have in Kubernetes, since what it becomes part of is
     * not changed any more.
     *
     * @param hosts returns the value of a key with the changed names in it
     */
    static Text value(String name, Attribute value, BiFunction<String, Text, Text> hosts) {
        Text rewritten = hosts.apply(name, value.text());
        if (!rewritten.value().equals(value.text().value())) {
            value.note(
                    Code.HOST_REPLACED, "a host name in the build argument '" + name + "' is replaced by its new name");
        }
        return rewritten;
    }

    private void add(String name, Attribute value) {
        // An argument that is not set is not passed, by compose either.
        boolean byName = value.isNull() || files.secrecy().isSecret(name, value.text());
        options.append(" --build-arg ")
                .append(ShellText.shortWord(
                        byName ? name : name + "=" + value(name, value, hosts).value()));
        if (!byName || value.isNull() || !VARIABLE.matcher(name).matches()) {
            return;
        }
        String how = value.text() instanceof Text.Variable ? howToSet() : "set it in this shell first";
        String from = value.text() instanceof Text.Variable read ? read.name() : name;
        assignments
                .append(name)
                .append("=\"${")
                .append(from)
                .append(":?")
                .append(said.add(how) ? how : "")
                .append("}\" ");
    }

    /** Returns the options, each after a space. */
    String options() {
        return options.toString();
    }

    /** Returns what comes before the builder, with a space at its end; empty where no argument is secret. */
    String assignments() {
        return assignments.toString();
    }

    private String howToSet() {
        Path dotEnv = files.folder().resolve(".env");
        String typed = files.typed().of(dotEnv);
        boolean there = files.reader().kind(dotEnv) == BindFiles.Kind.FILE;
        return there && PLAIN_PATH.matcher(typed).matches()
                ? "set it first, as with: set -a; . " + typed + "; set +a"
                : "set it in this shell first";
    }
}
