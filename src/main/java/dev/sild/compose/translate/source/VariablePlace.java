package dev.sild.compose.translate.source;

import dev.sild.model.Text;
import java.util.regex.Pattern;

/** In which file a variable of a container has its value, as a report names it. */
public final class VariablePlace {
    private static final String ENV = ".env";
    private static final Pattern COMPOSE_FILE = Pattern.compile("(?i).*\\.ya?ml|-");

    private VariablePlace() {}

    /** Returns the file: what a compose file takes from a variable is set in {@code .env}. */
    public static String of(Attribute variable) {
        String file = variable.origin().file();
        return isComposeFile(file) && !isWritten(variable) ? ENV : file;
    }

    /** Whether a compose file itself has the value, so that {@code .env} has no effect on it. */
    public static boolean isWritten(Attribute variable) {
        return isComposeFile(variable.origin().file()) && variable.text() instanceof Text.Literal;
    }

    /** Whether a value comes from a compose file or from standard input, and not from an env file. */
    public static boolean isComposeFile(String file) {
        return COMPOSE_FILE.matcher(file).matches();
    }
}
