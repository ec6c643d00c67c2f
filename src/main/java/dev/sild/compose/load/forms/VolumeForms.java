package dev.sild.compose.load.forms;

import dev.sild.compose.load.tree.Nodes;
import dev.sild.compose.load.tree.Texts;
import dev.sild.model.Text;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Short forms of volumes, {@code [SOURCE:]TARGET[:OPTIONS]}, and of devices, {@code SOURCE[:TARGET[:PERMISSIONS]]}. */
public final class VolumeForms {
    private VolumeForms() {}

    /** Returns the long form of a short one, or null where the short one makes no sense. */
    public static @Nullable MapNode expand(ScalarNode volume) {
        Text text = volume.text();
        Position position = volume.position();
        int length = text.value().length();
        if (length == 0) {
            return null;
        }
        if (length <= 2) {
            Map<String, Entry> anonymous = new LinkedHashMap<>();
            put(anonymous, "type", "volume", position);
            anonymous.put("target", new Entry(position, Nodes.string(text, position)));
            return new MapNode(anonymous, position);
        }
        List<Text> parts = parts(text);
        if (parts.size() > 3) {
            return null;
        }
        for (Text part : parts) {
            if (part.value().isEmpty()) {
                return null;
            }
        }
        return longForm(parts, position);
    }

    private static MapNode longForm(List<Text> parts, Position position) {
        Text source = parts.size() == 1 ? Text.EMPTY : parts.get(0);
        Text target = parts.size() == 1 ? parts.get(0) : parts.get(1);
        boolean bind = isPath(source.value());
        Map<String, Entry> entries = new LinkedHashMap<>();
        put(entries, "type", bind ? "bind" : "volume", position);
        if (!source.value().isEmpty()) {
            entries.put("source", new Entry(position, Nodes.string(source, position)));
        }
        String clean = cleanPath(target.value());
        entries.put("target", new Entry(position, Nodes.string(Texts.revalue(target, clean), position)));
        Map<String, Entry> bindOptions = new LinkedHashMap<>();
        Map<String, Entry> volumeOptions = new LinkedHashMap<>();
        if (parts.size() == 3) {
            for (String option : parts.get(2).value().split(",", -1)) {
                option(option, entries, bindOptions, volumeOptions, position);
            }
        }
        if (bind) {
            bindOptions.put("create_host_path", new Entry(position, Nodes.bool(true, position)));
        }
        if (bind || !bindOptions.isEmpty()) {
            entries.put("bind", new Entry(position, new MapNode(bindOptions, position)));
        }
        if (!bind || !volumeOptions.isEmpty()) {
            entries.put("volume", new Entry(position, new MapNode(volumeOptions, position)));
        }
        return new MapNode(entries, position);
    }

    private static void option(
            String option,
            Map<String, Entry> entries,
            Map<String, Entry> bind,
            Map<String, Entry> volume,
            Position position) {
        switch (option) {
            case "ro":
                entries.put("read_only", new Entry(position, Nodes.bool(true, position)));
                break;
            case "rw":
                entries.remove("read_only");
                break;
            case "nocopy":
                volume.put("nocopy", new Entry(position, Nodes.bool(true, position)));
                break;
            case "z":
            case "Z":
                put(bind, "selinux", option, position);
                break;
            case "private":
            case "rprivate":
            case "shared":
            case "rshared":
            case "slave":
            case "rslave":
                put(bind, "propagation", option, position);
                break;
            default:
                break;
        }
    }

    /** Returns the parts between the colons; one letter and a colon begin a Windows path. */
    private static List<Text> parts(Text text) {
        String spec = text.value();
        List<Text> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= spec.length(); i++) {
            boolean end = i == spec.length();
            if (!end && spec.charAt(i) != ':' || !end && i == start + 1 && Character.isLetter(spec.charAt(start))) {
                continue;
            }
            parts.add(Texts.slice(text, start, i));
            start = i + 1;
        }
        return parts;
    }

    /** Whether a source is a path, not the name of a volume. */
    private static boolean isPath(String source) {
        if (source.isEmpty()) {
            return false;
        }
        char first = source.charAt(0);
        return first == '.'
                || first == '/'
                || first == '~'
                || source.startsWith("\\\\")
                || source.length() > 1 && source.charAt(1) == ':' && Character.isLetter(first);
    }

    /** Returns a slash-separated path without {@code .}, {@code ..} and double or trailing slashes. */
    public static String cleanPath(String path) {
        if (path.isEmpty()) {
            return path;
        }
        boolean absolute = path.charAt(0) == '/';
        List<String> kept = new ArrayList<>();
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                if (!kept.isEmpty() && !kept.get(kept.size() - 1).equals("..")) {
                    kept.remove(kept.size() - 1);
                } else if (!absolute) {
                    kept.add(part);
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                kept.add(part);
            }
        }
        String clean = String.join("/", kept);
        return absolute ? "/" + clean : clean.isEmpty() ? "." : clean;
    }

    /** Returns the long form of a device, or null where the short one makes no sense. */
    public static @Nullable MapNode expandDevice(ScalarNode device) {
        Text text = device.text();
        Position position = device.position();
        List<Text> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.value().length(); i++) {
            if (i == text.value().length() || text.value().charAt(i) == ':') {
                parts.add(Texts.slice(text, start, i));
                start = i + 1;
            }
        }
        if (parts.size() > 3) {
            return null;
        }
        Text target = parts.size() > 1 && !parts.get(1).value().isEmpty() ? parts.get(1) : parts.get(0);
        Map<String, Entry> entries = new LinkedHashMap<>();
        entries.put("source", new Entry(position, Nodes.string(parts.get(0), position)));
        entries.put("target", new Entry(position, Nodes.string(target, position)));
        Text permissions = parts.size() == 3 ? parts.get(2) : Text.of("rwm");
        entries.put("permissions", new Entry(position, Nodes.string(permissions, position)));
        return new MapNode(entries, position);
    }

    private static void put(Map<String, Entry> entries, String key, String value, Position position) {
        entries.put(key, new Entry(position, Nodes.string(value, position)));
    }
}
