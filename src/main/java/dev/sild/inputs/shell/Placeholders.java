package dev.sild.inputs.shell;

/** What documents write for a value that the reader has to know: {@code <your-key>}. */
final class Placeholders {
    private static final int LONGEST = 80;

    private Placeholders() {}

    /** Returns the place behind the placeholder that begins at {@code start}; 0 where none does. */
    static int end(String text, int start) {
        if (text.charAt(start) != '<'
                || start + 2 >= text.length()
                || !Character.isLetter(text.charAt(start + 1)) && text.charAt(start + 1) != '/') {
            return 0;
        }
        int end = start + 1;
        while (end < text.length()
                && end - start < LONGEST
                && (Character.isLetterOrDigit(text.charAt(end)) || " _-./:|".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        // What looks like the end may redirect a file descriptor: in "<input 2>errors" there is no placeholder.
        boolean descriptor = Character.isDigit(text.charAt(end - 1)) && text.charAt(end - 2) == ' ';
        boolean closed = end < text.length() && text.charAt(end) == '>' && text.charAt(end - 1) != ' ' && !descriptor;
        return closed ? end + 1 : 0;
    }
}
