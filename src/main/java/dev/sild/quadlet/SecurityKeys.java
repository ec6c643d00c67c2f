package dev.sild.quadlet;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Lookup;
import java.util.Map;

/** The privileges and namespaces of a container. */
final class SecurityKeys {
    private static final String SERVICE = "service:";

    private static final Map<String, String> NAMESPACES =
            Map.of("ipc", "--ipc", "pid", "--pid", "uts", "--uts", "cgroup", "--cgroupns");

    private final Attribute service;
    private final UnitFile unit;
    private final Map<String, Member> members;

    SecurityKeys(Attribute service, UnitFile unit, Map<String, Member> members) {
        this.service = service;
        this.unit = unit;
        this.members = members;
    }

    void add() {
        if (service.get("privileged").bool()) {
            unit.option("--privileged");
        }
        if (service.get("read_only").bool()) {
            unit.flag("ReadOnly", true);
            // podman's own default adds folders in memory that compose does not.
            unit.flag("ReadOnlyTmpfs", false);
        }
        service.get("cap_add").strings().forEach(name -> unit.plainWord("AddCapability", "--cap-add", name));
        service.get("cap_drop").strings().forEach(name -> unit.plainWord("DropCapability", "--cap-drop", name));
        service.get("security_opt").items().forEach(this::option);
        service.present("userns_mode").forEach(each -> unit.value("UserNS", "--userns", each.string()));
        NAMESPACES.keySet().stream()
                .sorted()
                .forEach(name -> service.present(name)
                        .forEach(each -> unit.option(Lookup.required(NAMESPACES, name), namespace(each.string()))));
        service.present("cgroup_parent").forEach(this::slice);
        service.present("runtime").forEach(each -> unit.word("GlobalArgs", "--runtime=" + each.string()));
    }

    private String namespace(String value) {
        Member other = value.startsWith(SERVICE) ? members.get(value.substring(SERVICE.length())) : null;
        return other == null ? value : "container:" + other.first().name();
    }

    /** systemd, which starts the container, says where its control group is. */
    private void slice(Attribute parent) {
        String name = parent.string();
        if (name.matches("[A-Za-z0-9_:.-]{1,200}\\.slice")) {
            unit.add("Service", "Slice", name);
        } else {
            parent.lost("systemd decides the control group of a unit", "use the name of a slice, as in 'web.slice'");
        }
    }

    private void option(Attribute option) {
        String text = option.string();
        int end = text.indexOf(':') < 0
                ? text.indexOf('=')
                : text.indexOf('=') < 0 ? text.indexOf(':') : Math.min(text.indexOf('='), text.indexOf(':'));
        String name = end < 0 ? text : text.substring(0, end);
        String value = end < 0 ? "" : text.substring(end + 1);
        switch (name) {
            case "no-new-privileges" -> unit.flag("NoNewPrivileges", !value.equals("false"));
            case "seccomp" -> unit.value("SeccompProfile", "--security-opt=seccomp", value);
            case "systempaths" -> unit.add("Unmask", "ALL");
            case "unmask" -> unit.value("Unmask", "--security-opt=unmask", value);
            case "mask" -> unit.value("Mask", "--security-opt=mask", value);
            case "label" -> label(value);
            default -> unit.option("--security-opt", value.isEmpty() ? name : name + "=" + value);
        }
    }

    private void label(String value) {
        int colon = value.indexOf(':');
        String kind = colon < 0 ? value : value.substring(0, colon);
        String rest = colon < 0 ? "" : value.substring(colon + 1);
        switch (kind) {
            case "disable" -> unit.flag("SecurityLabelDisable", true);
            case "nested" -> unit.flag("SecurityLabelNested", true);
            case "type" -> unit.value("SecurityLabelType", "--security-opt=label=type", rest);
            case "level" -> unit.value("SecurityLabelLevel", "--security-opt=label=level", rest);
            case "filetype" -> unit.value("SecurityLabelFileType", "--security-opt=label=filetype", rest);
            default -> unit.option("--security-opt", "label=" + value);
        }
    }
}
