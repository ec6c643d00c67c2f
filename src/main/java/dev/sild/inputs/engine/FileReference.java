package dev.sild.inputs.engine;

import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.yaml.Node.Position;

/**
 * What {@code --secret} and {@code --config} say: {@code NAME[,target=…,uid=…,gid=…,mode=…]}, with or without source=.
 */
final class FileReference {
    private FileReference() {}

    /** Returns the name of the secret or config; empty where the option names none, which is reported. */
    static String name(Argument value, String kind, Remarks remarks) {
        String name = "";
        for (String word : value.text().split(",")) {
            boolean source = word.startsWith("source=") || word.startsWith("src=");
            if (source || name.isEmpty() && word.indexOf('=') < 0) {
                name = word.substring(source ? word.indexOf('=') + 1 : 0);
            }
        }
        if (name.isEmpty()) {
            remarks.unread(value.position(), "the option names no " + kind, "write the name of the " + kind + " first");
        }
        return name;
    }

    /**
     * Adds it to a service. One that the script does not create exists already.
     *
     * @param kind secret or config
     */
    static void add(ComposeDraft file, ComposeDraft service, Argument value, String kind, Remarks remarks) {
        String name = name(value, kind, remarks);
        if (name.isEmpty()) {
            return;
        }
        Position where = value.position();
        ComposeDraft all = file.map(kind + "s", where);
        if (!all.has(name)) {
            all.map(name, where).set("external", true, where);
        }
        ComposeDraft reference = service.addMap(kind + "s", where);
        reference.set("source", name, where);
        for (String word : value.text().split(",")) {
            int equals = word.indexOf('=');
            String key = equals < 0 ? "" : word.substring(0, equals);
            switch (key) {
                case "target", "uid", "gid", "mode" -> reference.set(key, word.substring(equals + 1), where);
                case "", "type", "source", "src" -> {}
                default -> remarks.unread(where, "'" + key + "' of a " + kind + " is not carried", "remove it");
            }
        }
    }
}
