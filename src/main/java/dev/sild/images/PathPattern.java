package dev.sild.images;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of paths as builders read it in {@code .dockerignore} and {@code COPY}: {@code *} and {@code ?} stay within
 * a folder, {@code [a-z]} is one character, {@code **} is any number of folders. The time to match grows with the
 * product of the lengths, whatever the pattern is.
 */
public final class PathPattern {
    private static final String ANY_FOLDERS = "**";

    private final List<String> segments = new ArrayList<>();

    /** Reads a pattern, relative to the context and normal. */
    public PathPattern(String pattern) {
        for (String segment : pattern.split("/", -1)) {
            if (segment.startsWith(ANY_FOLDERS)) {
                segments.add(ANY_FOLDERS);
            }
            if (!segment.equals(ANY_FOLDERS)) {
                segments.add(collapsed(segment));
            }
        }
    }

    private static String collapsed(String segment) {
        StringBuilder one = new StringBuilder();
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            boolean again = c == '*' && i > 0 && segment.charAt(i - 1) == '*';
            if (!again) {
                one.append(c);
            }
        }
        return one.toString();
    }

    /** Whether a path, in folders and a name, is one of the pattern's; not whether it lies in one. */
    public boolean matches(List<String> path) {
        int at = 0;
        int in = 0;
        int star = -1;
        int from = 0;
        while (in < path.size()) {
            if (at < segments.size() && segments.get(at).equals(ANY_FOLDERS)) {
                star = at++;
                from = in;
            } else if (at < segments.size() && isOne(segments.get(at), path.get(in))) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++from;
            } else {
                return false;
            }
        }
        // What ends in any folders matches what is in a folder, not the folder.
        return at == segments.size();
    }

    /** Whether a name is one of a pattern without slashes. */
    private static boolean isOne(String pattern, String name) {
        int at = 0;
        int in = 0;
        int star = -1;
        int from = 0;
        while (in < name.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                from = in;
            } else if (at < pattern.length() && isOne(pattern, at, name.charAt(in))) {
                at = after(pattern, at);
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++from;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }

    /** Whether a character is one that the pattern allows at a place. */
    private static boolean isOne(String pattern, int at, char c) {
        char kind = pattern.charAt(at);
        if (kind == '?') {
            return true;
        }
        if (kind == '\\' && at + 1 < pattern.length()) {
            return pattern.charAt(at + 1) == c;
        }
        int end = kind == '[' ? end(pattern, at) : -1;
        if (end < 0) {
            return kind == c;
        }
        boolean not = pattern.charAt(at + 1) == '^' || pattern.charAt(at + 1) == '!';
        boolean found = false;
        for (int i = at + (not ? 2 : 1); i < end; i++) {
            boolean range = i + 2 < end && pattern.charAt(i + 1) == '-';
            char last = range ? pattern.charAt(i + 2) : pattern.charAt(i);
            found |= c >= pattern.charAt(i) && c <= last;
            i += range ? 2 : 0;
        }
        return found != not;
    }

    private static int after(String pattern, int at) {
        char kind = pattern.charAt(at);
        int end = kind == '[' ? end(pattern, at) : -1;
        return end >= 0 ? end + 1 : kind == '\\' && at + 1 < pattern.length() ? at + 2 : at + 1;
    }

    /** Returns the place of the bracket that ends a class; -1 where none does. */
    private static int end(String pattern, int at) {
        boolean not = at + 1 < pattern.length() && "^!".indexOf(pattern.charAt(at + 1)) >= 0;
        return pattern.indexOf(']', at + (not ? 3 : 2));
    }
}
