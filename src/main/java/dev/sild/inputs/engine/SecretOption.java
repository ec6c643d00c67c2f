package dev.sild.inputs.engine;

import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.yaml.Node.Position;

/** Podman's option {@code --secret NAME[,type=mount|env,target=…,uid=…,gid=…,mode=…]}. */
final class SecretOption {
    private SecretOption() {}

    /** Adds the secret to the service, and to the file as one that exists already. */
    static void add(ComposeDraft file, ComposeDraft service, Argument value, Remarks remarks) {
        Position where = value.position();
        String[] words = value.text().split(",");
        file.map("secrets", where).map(words[0], where).set("external", true, where);
        ComposeDraft secret = service.addMap("secrets", where);
        secret.set("source", words[0], where);
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            String key = equals < 0 ? words[i] : words[i].substring(0, equals);
            String text = equals < 0 ? "" : words[i].substring(equals + 1);
            switch (key) {
                case "target", "uid", "gid", "mode" -> secret.set(key, text, where);
                case "type" -> {
                    if (text.equals("env")) {
                        remarks.unread(where, "a secret as a variable becomes a file", "read it from /run/secrets");
                    }
                }
                default -> remarks.unread(where, "'" + key + "' of a secret is not carried", "remove it");
            }
        }
    }
}
