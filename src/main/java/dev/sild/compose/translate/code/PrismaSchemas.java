package dev.sild.compose.translate.code;

import dev.sild.compose.BindFiles.BindFile;
import dev.sild.images.ContainerPaths;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Schemas of Prisma whose SQLite database a variable names: its path starts at the schema. */
public final class PrismaSchemas {
    private static final Pattern SQLITE = Pattern.compile("\\bprovider\\s*+=\\s*+\"sqlite\"");
    private static final Pattern VARIABLE = Pattern.compile("\\burl\\s*+=\\s*+env\\(\\s*+\"(\\w{1,100}+)\"");
    private static final Pattern FILE = Pattern.compile("file:((?:\\.{1,2}/)*+[\\w-][\\w./-]{0,200}+)(?:\\?.*)?");

    private PrismaSchemas() {}

    /** Returns the databases of a tree, relative to it. */
    public static Set<String> databases(SourceTree tree, Map<String, String> variables) {
        return tree.files().stream()
                .flatMap(files -> files.stream())
                .filter(file -> CodeNames.extension(file.path()).equals("prisma"))
                .flatMap(schema -> database(schema, variables).stream())
                .collect(Collectors.toSet());
    }

    private static Optional<String> database(BindFile schema, Map<String, String> variables) {
        String text = new String(schema.content(), StandardCharsets.UTF_8);
        Matcher variable = VARIABLE.matcher(text);
        if (!SQLITE.matcher(text).find() || !variable.find()) {
            return Optional.empty();
        }
        Matcher file = FILE.matcher(variables.getOrDefault(variable.group(1), ""));
        return file.matches()
                ? ContainerPaths.below(
                                "/top",
                                ContainerPaths.absolute("/top/" + CodePath.parent(schema.path()), "./" + file.group(1)))
                        .filter(below -> !below.isEmpty())
                : Optional.empty();
    }
}
