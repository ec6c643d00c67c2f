package dev.sild.inputs.shell;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths of a script as paths of the folder that it starts in. */
public final class ScriptPath {
    private ScriptPath() {}

    /** Returns a path as it is compared: of the current folder without a dot in front. */
    public static String name(String path) {
        return path.startsWith("./") ? path.substring(2) : path;
    }

    /** Whether a path is the same in every folder: absolute, of the home folder, in a variable, an address, or none. */
    public static boolean isRooted(String path) {
        return path.isEmpty()
                || path.equals("-")
                || "/~$".indexOf(path.charAt(0)) >= 0
                || path.contains("://")
                || path.startsWith("git@");
    }

    /** Returns a path that is written in a folder; as it is where the folder is the first one. */
    static String join(String folder, String path) {
        if (folder.equals(".") || isRooted(path)) {
            return path;
        }
        boolean absolute = folder.startsWith("/");
        Deque<String> names = new ArrayDeque<>();
        for (String name : (folder + "/" + path).split("/")) {
            String last = names.isEmpty() ? "" : names.getLast();
            boolean fixed = last.isEmpty() || last.equals("..") || last.startsWith("~") || last.indexOf('$') >= 0;
            if (name.equals("..") && !fixed) {
                names.removeLast();
            } else if (!name.isEmpty() && !name.equals(".") && !(absolute && name.equals("..") && names.isEmpty())) {
                names.add(name);
            }
        }
        String joined = String.join("/", names);
        if (absolute) {
            return "/" + joined;
        }
        return joined.isEmpty() ? "." : joined.startsWith("..") || isRooted(joined) ? joined : "./" + joined;
    }

    /** Returns the name of a config that holds a file: its path with a dash for each slash. */
    public static String ofConfig(String path) {
        String legal = path.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[^A-Za-z0-9]+", "");
        return legal.isEmpty() ? "file" : legal;
    }
}
