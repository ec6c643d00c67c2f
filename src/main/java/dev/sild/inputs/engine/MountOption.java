package dev.sild.inputs.engine;

import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.yaml.Node.Position;
import java.util.Locale;

/** The option {@code --mount}: words with commas between them. */
final class MountOption {
    private MountOption() {}

    /** Adds the mount to the service's volumes. */
    static void add(ComposeDraft service, Argument value, Remarks remarks) {
        Position where = value.position();
        ComposeDraft mount = service.addMap("volumes", where);
        mount.set("type", "volume", where);
        for (String word : value.text().split(",")) {
            int equals = word.indexOf('=');
            String key = (equals < 0 ? word : word.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
            String text = equals < 0 ? "true" : word.substring(equals + 1).strip();
            switch (key) {
                case "type" -> mount.set("type", text, where);
                case "source", "src" -> mount.set("source", relative(source(value, text)), where);
                case "target", "destination", "dst" -> mount.set("target", text, where);
                case "readonly", "ro" -> mount.set("read_only", isTrue(text), where);
                case "rw" -> mount.set("read_only", !isTrue(text), where);
                case "bind-propagation" -> mount.map("bind", where).set("propagation", text, where);
                case "bind-nonrecursive" -> mount.map("bind", where).set("recursive", "disabled", where);
                case "tmpfs-size" -> mount.map("tmpfs", where).set("size", text, where);
                case "tmpfs-mode" -> mount.map("tmpfs", where).set("mode", text, where);
                case "volume-nocopy" -> mount.map("volume", where).set("nocopy", isTrue(text), where);
                case "volume-subpath", "subpath" -> mount.map("volume", where).set("subpath", text, where);
                case "relabel" -> mount.map("bind", where).set("selinux", text.equals("private") ? "Z" : "z", where);
                case "consistency" -> mount.set("consistency", text, where);
                default -> remarks.unread(where, "'" + key + "' of a mount is not carried", "remove it");
            }
        }
        if (mount.text("type").equals("bind") && !mount.text("source").isEmpty()) {
            if (mount.text("source").indexOf('/') < 0) {
                mount.set("source", relative(value.with(mount.text("source")).path()), where);
            }
            mount.map("bind", where).set("create_host_path", false, where);
        }
    }

    /** Returns the volume that a mount names; empty where it is none. */
    static String volume(Argument value) {
        String source = "";
        boolean volume = true;
        for (String word : value.text().split(",")) {
            String[] parts = word.strip().split("=", 2);
            if (parts.length == 2 && parts[0].equals("type")) {
                volume = parts[1].equals("volume");
            } else if (parts.length == 2 && (parts[0].equals("source") || parts[0].equals("src"))) {
                source = parts[1];
            }
        }
        return volume ? source : "";
    }

    /** Returns a source as a path of the script's folder where it cannot be the name of a volume. */
    static String source(Argument mount, String text) {
        return text.startsWith(".") || text.indexOf('/') > 0 ? mount.with(text).path() : text;
    }

    /** A path that the script gives relative to the current folder is one that compose takes for it. */
    private static String relative(String path) {
        return path.equals(".") ? "./" : path;
    }

    private static boolean isTrue(String text) {
        return !text.equals("false") && !text.equals("0");
    }
}
