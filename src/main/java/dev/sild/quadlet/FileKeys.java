package dev.sild.quadlet;

import dev.sild.compose.ComposeProject;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Secrecy;
import dev.sild.report.Code;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The secrets and configs of a project, and how containers mount them. */
final class FileKeys {
    private final ComposeProject project;
    private final Attribute root;
    private final Secrecy secrecy;
    private final UnitNames names;
    private final UnitSecrets secrets;
    private final Map<String, String> contents = new LinkedHashMap<>();

    FileKeys(ComposeProject project, Attribute root, Secrecy secrecy, UnitNames names, UnitSecrets secrets) {
        this.project = project;
        this.root = root;
        this.secrecy = secrecy;
        this.names = names;
        this.secrets = secrets;
    }

    void add(Member member, UnitFile unit) {
        member.attribute().get("secrets").items().forEach(use -> secret(use, unit));
        member.attribute().get("configs").items().forEach(use -> config(use, unit));
    }

    /** Returns the files that containers mount, by their path below the folder of the units. */
    Map<String, String> contents() {
        return contents;
    }

    private void secret(Attribute use, UnitFile unit) {
        String source = use.get("source").string();
        Attribute secret = root.get("secrets").get(source);
        String target = use.get("target").string();
        mount(use, secretName(source, secret), target.isEmpty() ? source : target, unit);
    }

    private void mount(Attribute use, String name, String target, UnitFile unit) {
        StringBuilder value = new StringBuilder(name)
                .append(",type=mount,target=")
                .append(target.startsWith("/") ? target : "/run/secrets/" + target);
        use.present("uid", "gid")
                .forEach(each ->
                        value.append(',').append(each.segment()).append('=').append(each.string()));
        use.present("mode").forEach(each -> value.append(",mode=").append(MountKeys.octal(each)));
        unit.word("Secret", value.toString());
    }

    private String secretName(String key, Attribute secret) {
        String name = secret.get("name").string();
        Attribute external = secret.get("external");
        boolean foreign = external.present() && !external.peek().equals("false");
        external.done();
        if (foreign) {
            secret.note(
                    Code.SECRET_TO_CREATE,
                    "the secret '" + name + "' must exist in podman",
                    "create it if it does not exist yet");
            return name;
        }
        String own = names.project() + "-" + UnitNames.stem(key);
        if (secret.get("file").present()) {
            secrets.addFile(own, secret.get("file").string());
            return own;
        }
        Attribute variable = secret.get("environment");
        String value = project.environment().getOrDefault(variable.string(), "");
        return secrets.add(own, value);
    }

    private void config(Attribute use, UnitFile unit) {
        String source = use.get("source").string();
        Attribute config = root.get("configs").get(source);
        String target = use.get("target").string();
        String place = target.isEmpty() ? "/" + source : target;
        config.get("name").done();
        Attribute external = config.get("external");
        if (external.present() && !external.peek().equals("false")) {
            external.lost("podman has no configs", "write its content or its file");
            use.done();
            return;
        }
        external.done();
        Attribute file = config.get("file");
        if (file.present()) {
            unit.value("Volume", "--volume", file.string() + ":" + place + ":ro");
            return;
        }
        String content = config.get("content").present()
                ? config.get("content").string()
                : project.environment().getOrDefault(config.get("environment").string(), "");
        String own = names.project() + "-" + UnitNames.stem(source);
        if (secrecy.isSecretContent(source, content.getBytes(StandardCharsets.UTF_8))) {
            mount(use, secrets.add(own, content), place, unit);
            return;
        }
        String path = "configs/" + own + ".conf";
        contents.put(path, content);
        unit.value("Volume", "--volume", "./" + path + ":" + place + ":ro");
    }
}
