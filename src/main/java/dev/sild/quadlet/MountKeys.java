package dev.sild.quadlet;

import dev.sild.compose.BindFiles;
import dev.sild.compose.ComposeProject;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Text;
import dev.sild.syntax.UnitText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The volumes, folders of the machine and folders in memory that a container mounts. */
final class MountKeys {
    private final Member member;
    private final UnitFile unit;
    private final VolumeUnits volumes;
    private final BindFiles files;
    private final Map<String, Member> members;

    MountKeys(Member member, UnitFile unit, VolumeUnits volumes, BindFiles files, Map<String, Member> members) {
        this.member = member;
        this.unit = unit;
        this.volumes = volumes;
        this.files = files;
        this.members = members;
    }

    void add() {
        Attribute service = member.attribute();
        service.get("volumes").items().forEach(this::mount);
        service.get("tmpfs").strings().forEach(text -> unit.value("Tmpfs", "--tmpfs", text));
        service.get("volumes_from").items().forEach(this::others);
    }

    private void mount(Attribute mount) {
        mount.get("consistency").done();
        switch (mount.get("type").string()) {
            case "bind" -> bind(mount);
            case "volume" -> volume(mount);
            case "tmpfs" -> memory(mount);
            case "image" -> image(mount);
            default -> mount.lost("podman has no mounts of this type", "use a volume or a folder of the machine");
        }
    }

    private void bind(Attribute mount) {
        String source = path(mount.get("source").text());
        Attribute bind = mount.get("bind");
        List<String> options = new ArrayList<>();
        if (mount.get("read_only").bool()) {
            options.add("ro");
        }
        bind.present("selinux", "propagation").forEach(each -> options.add(each.string()));
        volume(source, mount.get("target").string(), options);
        Attribute create = bind.get("create_host_path");
        boolean missing = mount.get("source").peek().startsWith("/")
                && files.kind(Path.of(mount.get("source").peek())) == BindFiles.Kind.MISSING;
        if (create.bool() && missing) {
            // podman does not make it.
            unit.add("Service", "ExecStartPre", "/usr/bin/env mkdir -p " + UnitText.word(source));
        }
        bind.enter();
    }

    /** Returns a path; one below the user's home remains that for each user. */
    private static String path(Text source) {
        String whole = source.value();
        if (source instanceof Text.Concat concat
                && concat.parts().get(0) instanceof Text.Variable home
                && home.name().equals(ComposeProject.HOME)) {
            return HOME + whole.substring(home.value().length());
        }
        return whole;
    }

    /** systemd's specifier of the user's home; {@link #escaped} keeps it. */
    private static final String HOME = "\u0000";

    private static String escaped(String path) {
        return path.startsWith(HOME) ? "%h" + UnitText.line(path.substring(1)) : UnitText.line(path);
    }

    private void volume(String source, String target, List<String> options) {
        String end = ":" + target + (options.isEmpty() ? "" : ":" + String.join(",", options));
        String plain = source.startsWith(HOME) ? source.substring(1) : source;
        if (UnitText.fitsLine("/" + plain + end)) {
            unit.add("Volume", escaped(source) + UnitText.line(end));
        } else {
            unit.option("--volume", plain + end);
        }
    }

    private void volume(Attribute mount) {
        String source = mount.get("source").string();
        String target = mount.get("target").string();
        Attribute settings = mount.get("volume");
        String reference = source.isEmpty() ? volumes.anonymous(member.key(), target) : volumes.reference(source);
        String subpath = settings.get("subpath").string();
        boolean readOnly = mount.get("read_only").bool();
        if (!subpath.isEmpty()) {
            unit.value(
                    "Mount",
                    "--mount",
                    "type=volume,source=" + reference + ",destination=" + target + ",subpath=" + subpath
                            + (readOnly ? ",ro" : ""));
            settings.get("nocopy").done();
            return;
        }
        List<String> options = new ArrayList<>();
        if (readOnly) {
            options.add("ro");
        }
        if (settings.get("nocopy").bool()) {
            options.add("nocopy");
        }
        mount.get("bind").present("selinux").forEach(each -> options.add(each.string()));
        volume(reference, target, options);
        settings.enter();
    }

    private void memory(Attribute mount) {
        Attribute settings = mount.get("tmpfs");
        List<String> options = new ArrayList<>();
        settings.present("size").forEach(each -> options.add("size=" + ResourceKeys.size(each.string())));
        settings.present("mode").forEach(each -> options.add("mode=" + octal(each)));
        if (mount.get("read_only").bool()) {
            options.add("ro");
        }
        String target = mount.get("target").string();
        unit.value("Tmpfs", "--tmpfs", target + (options.isEmpty() ? "" : ":" + String.join(",", options)));
        settings.enter();
    }

    /** Returns a mode as octal digits, as every option of podman takes it. */
    static String octal(Attribute mode) {
        String written = mode.string();
        return written.startsWith("0")
                ? written.replaceFirst("^0o", "0")
                : mode.number().map(number -> "%04o".formatted(number)).orElse(written);
    }

    private void image(Attribute mount) {
        String subpath = mount.get("image").get("subpath").string();
        unit.value(
                "Mount",
                "--mount",
                "type=image,source=" + mount.get("source").string() + ",destination="
                        + mount.get("target").string() + (subpath.isEmpty() ? "" : ",subpath=" + subpath)
                        + (mount.get("read_only").bool() ? "" : ",rw=true"));
    }

    private void others(Attribute from) {
        String text = from.string();
        boolean foreign = text.startsWith("container:");
        String rest = foreign ? text.substring("container:".length()) : text;
        int colon = rest.indexOf(':');
        String name = colon < 0 ? rest : rest.substring(0, colon);
        Member other = foreign ? null : members.get(name);
        unit.option(
                "--volumes-from",
                (other == null ? name : other.first().name()) + (colon < 0 ? "" : rest.substring(colon)));
    }
}
