package dev.sild.images.ports;

/** Where a command of a script begins and ends, in a script that is perhaps itself in quotes. */
final class StartedCommand {
    private static final String SEPARATORS = ";|&()\n";

    private StartedCommand() {}

    /** Whether a command begins with the program whose name is there, perhaps with its folder. */
    static boolean begins(String text, int program) {
        int at = program;
        while (at > 0 && isOfPath(text.charAt(at - 1))) {
            at--;
        }
        at = backOverBlanks(text, at);
        if (at >= 4 && text.startsWith("exec", at - 4) && (at == 4 || !isOfPath(text.charAt(at - 5)))) {
            at = backOverBlanks(text, at - 4);
        }
        return at == 0 || (SEPARATORS + "'\"").indexOf(text.charAt(at - 1)) >= 0 || isAfterOptionOfShell(text, at);
    }

    /** Whether the words of {@code sh -c} end there. */
    private static boolean isAfterOptionOfShell(String text, int at) {
        int end = backOverBlanks(text, at);
        int start = end;
        while (start > 0 && Character.isLetter(text.charAt(start - 1))) {
            start--;
        }
        return start > 0 && start < end && text.charAt(start - 1) == '-' && text.charAt(end - 1) == 'c';
    }

    private static boolean isOfPath(char c) {
        return Character.isLetterOrDigit(c) || c == '/' || c == '.' || c == '-' || c == '_';
    }

    private static int backOverBlanks(String text, int from) {
        int at = from;
        while (at > 0 && (text.charAt(at - 1) == ' ' || text.charAt(at - 1) == '\t')) {
            at--;
        }
        return at;
    }

    /** Returns where the command ends that goes on there. */
    static int end(String text, int from) {
        char outer = quoteAt(text, from);
        char inner = 0;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (inner != 0) {
                inner = c == inner ? 0 : inner;
            } else if (c == '\\') {
                at++;
            } else if (outer != 0 && c == outer) {
                return at;
            } else if (c == '\'' || c == '"') {
                inner = c;
            } else if (SEPARATORS.indexOf(c) >= 0 && !isOfRedirection(text, at)) {
                return at;
            }
        }
        return text.length();
    }

    /** Returns the quote that is open there; 0 for none. */
    private static char quoteAt(String text, int place) {
        char open = 0;
        for (int at = 0; at < place; at++) {
            char c = text.charAt(at);
            if (open != 0) {
                open = c == open ? 0 : open;
            } else if (c == '\\') {
                at++;
            } else if (c == '\'' || c == '"') {
                open = c;
            }
        }
        return open;
    }

    /** Whether it is the {@code &} of {@code 2>&1} or {@code &>}. */
    private static boolean isOfRedirection(String text, int at) {
        return text.charAt(at) == '&' && (at > 0 && text.charAt(at - 1) == '>' || text.startsWith("&>", at));
    }
}
