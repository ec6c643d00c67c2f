package dev.sild.compose.translate.container;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageFacts;
import dev.sild.model.Security;
import dev.sild.model.Security.SeLinux;
import dev.sild.model.SecurityBuilder;
import dev.sild.report.Code;
import dev.sild.syntax.ShellText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a container may do.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/configure-pod-container/security-context/">Security context</a>
 */
public final class SecuritySettings {
    private static final String ALL = "ALL";
    private static final Set<String> DEFAULT_PROFILES = Set.of("", "runtime/default", "builtin", "docker-default");

    /** Where a kubelet looks for profiles, unless its root folder is another one. */
    private static final String PROFILES = "/var/lib/kubelet/seccomp/";

    private SecuritySettings() {}

    /**
     * Reads what a service says of it.
     *
     * @param podman whether podman plays it
     * @param restricted whether the image's default user is specified explicitly: otherwise a cluster cannot
     *     distinguish it from root
     */
    public static Security of(Attribute service, Optional<ImageFacts> image, boolean restricted, boolean podman) {
        User user = user(service, image, restricted);
        Attribute options = service.get("security_opt");
        SecurityBuilder security = SecurityBuilder.builder(Security.DEFAULT);
        SeLinux seLinux = SeLinux.NONE;
        for (Attribute option : options.items()) {
            String text = option.string();
            int separator = separator(text);
            String name = separator < 0 ? text : text.substring(0, separator);
            String value = separator < 0 ? "" : text.substring(separator + 1);
            switch (name) {
                case "no-new-privileges" -> {
                    security.noNewPrivileges(value.isEmpty() || value.equals("true"));
                    if (!security.noNewPrivileges() && !value.equals("false")) {
                        option.lost("'" + value + "' is not a valid boolean", "write 'no-new-privileges:true'");
                    }
                }
                case "seccomp" -> security.seccomp(profile(option, name, value, podman && !value.equals("unconfined")));
                case "apparmor" -> security.appArmor(profile(option, name, value, podman));
                case "systempaths", "unmask" ->
                    security.unmaskedProc(unmasked(option, value, service, podman) || security.unmaskedProc());
                case "label" -> seLinux = label(option, value, seLinux);
                case "mask" -> option.lost("a pod cannot mask additional paths", "mount an empty tmpfs at the path");
                default ->
                    option.lost(
                            "unknown security option '" + name + "'",
                            "remove it, or use seccomp, apparmor, label, systempaths or no-new-privileges");
            }
        }
        boolean privileged = service.get("privileged").bool();
        if (privileged && !podman) {
            security.unmaskedProc(false);
        }
        if (privileged && security.noNewPrivileges()) {
            options.noteLost(
                    "Kubernetes refuses no-new-privileges for a privileged container", "remove one of the two");
        }
        List<String> added = capabilities(service.get("cap_add"));
        return security.user(user.uid())
                .group(user.gid())
                .privileged(privileged)
                .readOnlyRoot(service.get("read_only").bool())
                .addCapabilities(added)
                .dropCapabilities(dropped(service.get("cap_drop"), added))
                .seLinux(seLinux == SeLinux.NONE ? Optional.empty() : Optional.of(seLinux))
                .build();
    }

    /** A cluster shows a container all of {@code /proc} only where its users are not those of the node. */
    private static boolean unmasked(Attribute option, String value, Attribute service, boolean podman) {
        boolean ownUsers = !service.get("userns_mode").peek().isEmpty()
                && !service.get("userns_mode").peek().equals("host");
        boolean all = value.equals("unconfined") || value.equals("ALL");
        if (service.get("privileged").bool() || all && (podman || ownUsers)) {
            return all;
        }
        option.lost(
                all
                        ? "an unmasked /proc needs a pod with its own user namespace"
                        : "Kubernetes can only unmask all paths of /proc and /sys, not '" + value + "' alone",
                all ? "set 'userns_mode: private' as well" : "remove it, or use unmask=ALL");
        return false;
    }

    private static int separator(String option) {
        int equals = option.indexOf('=');
        int colon = option.indexOf(':');
        return equals < 0 ? colon : colon < 0 ? equals : Math.min(equals, colon);
    }

    private static String profile(Attribute option, String kind, String value, boolean ignored) {
        if (ignored && !DEFAULT_PROFILES.contains(value)) {
            option.notForPodman(
                    "podman kube play does not support this profile in a manifest",
                    "use --seccomp-profile-root, or 'podman run --security-opt'");
            return "";
        }
        return switch (value) {
            case "unconfined" -> "Unconfined";
            default -> {
                if (DEFAULT_PROFILES.contains(value)) {
                    yield "RuntimeDefault";
                }
                // A path on a node is relative to the kubelet's own folder, and may not leave it.
                String profile = value.startsWith("/") || value.startsWith(".")
                        ? value.substring(value.lastIndexOf('/') + 1)
                        : value;
                noteProfile(option, kind, value, profile);
                yield profile;
            }
        };
    }

    private static void noteProfile(Attribute option, String kind, String file, String profile) {
        if (!kind.equals("seccomp")) {
            option.note(
                    Code.PROFILE_TO_INSTALL,
                    "the AppArmor profile '" + profile + "' must be loaded on each node",
                    "load it with 'apparmor_parser' on each node, or remove the option");
            return;
        }
        String place = PROFILES + profile;
        option.note(
                Code.PROFILE_TO_INSTALL,
                "the seccomp profile '" + file + "' must be on each node, as " + place,
                "copy it to each node, or remove the option",
                "ssh NODE "
                        + ShellText.word("mkdir -p " + ShellText.shortWord(place.substring(0, place.lastIndexOf('/'))))
                        + " && scp " + ShellText.shortWord(file) + " " + ShellText.shortWord("NODE:" + place));
    }

    private static SeLinux label(Attribute option, String value, SeLinux old) {
        int separator = separator(value);
        String name = separator < 0 ? value : value.substring(0, separator);
        String label = separator < 0 ? "" : value.substring(separator + 1);
        return switch (name) {
            case "user" -> new SeLinux(label, old.role(), old.type(), old.level());
            case "role" -> new SeLinux(old.user(), label, old.type(), old.level());
            case "type" -> new SeLinux(old.user(), old.role(), label, old.level());
            case "level" -> new SeLinux(old.user(), old.role(), old.type(), label);
            // Kubernetes has no word for no confinement, but the type of unconfined containers.
            case "disable" -> new SeLinux(old.user(), old.role(), "spc_t", old.level());
            default -> {
                option.lost("unknown SELinux option '" + name + "'", "remove it, or use user, role, type or level");
                yield old;
            }
        };
    }

    /**
     * Container engines give all where all are added and all dropped; Kubernetes and podman would give none, or refuse.
     */
    private static List<String> dropped(Attribute attribute, List<String> added) {
        List<String> dropped = capabilities(attribute);
        if (added.contains(ALL) && dropped.remove(ALL)) {
            attribute.noteApproximated("cap_add: ALL overrides it, as in compose", "remove cap_add or cap_drop");
        }
        return dropped;
    }

    private static List<String> capabilities(Attribute attribute) {
        Set<String> capabilities = new LinkedHashSet<>();
        for (String name : attribute.strings()) {
            String upper = name.toUpperCase(Locale.ROOT);
            capabilities.add(upper.startsWith("CAP_") ? upper.substring(4) : upper);
        }
        return new ArrayList<>(capabilities);
    }

    /** Whose numbers a program runs under, as far as they are known. */
    public record User(Optional<Long> uid, Optional<Long> gid) {}

    /**
     * Reads {@code user}. Where the compose file is silent a Dockerfile's number is stated too: a cluster that admits
     * no root can tell by it, as it cannot by a name. A well-known image runs as its own user by default.
     */
    public static User user(Attribute service, Optional<ImageFacts> image, boolean restricted) {
        Attribute attribute = service.get("user");
        String text = attribute.string();
        if (text.isEmpty()) {
            return image.filter(facts -> facts.origin(ImageFacts.Attribute.USER).line() > 0
                            || restricted && (facts.runsAsNonRoot() || facts.mayStartAsUser()))
                    .map(facts -> new User(facts.uid(), facts.uid().isPresent() ? facts.gid() : Optional.empty()))
                    .orElse(new User(Optional.empty(), Optional.empty()));
        }
        int colon = text.indexOf(':');
        String user = colon < 0 ? text : text.substring(0, colon);
        String group = colon < 0 ? "" : text.substring(colon + 1);
        Optional<Long> uid = id(user, image.map(ImageFacts::users).orElse(Map.of()));
        Optional<Long> gid = id(group, image.map(ImageFacts::groups).orElse(Map.of()));
        if ((uid.isEmpty() && !user.isEmpty()) || (gid.isEmpty() && !group.isEmpty())) {
            attribute.found(
                    Code.USER_BY_NAME,
                    "the number of '" + text + "' is only known in the image: "
                            + (uid.isEmpty()
                                    ? "the container runs as the default user of the image"
                                    : "the container runs with the default group of the image"),
                    "set the number, as in 'user: \"1000:1000\"'");
        }
        return new User(uid, gid);
    }

    private static Optional<Long> id(String text, Map<String, Long> known) {
        if (text.equals("root")) {
            return Optional.of(0L);
        }
        try {
            long id = Long.parseLong(text);
            return id >= 0 && id <= Integer.MAX_VALUE ? Optional.of(id) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.ofNullable(known.get(text));
        }
    }
}
