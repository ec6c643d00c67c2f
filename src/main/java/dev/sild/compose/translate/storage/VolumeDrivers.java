package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.files.CreateCommand;
import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.ClaimTerms;
import dev.sild.compose.translate.source.MetadataKeys;
import dev.sild.compose.translate.source.Secrecy;
import dev.sild.compose.translate.source.StorageOptions.BindKind;
import dev.sild.images.ContainerPaths;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import dev.sild.syntax.ShellText;
import dev.sild.units.Quantities;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A top-level volume as its driver and options describe it.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/volumes/">Volumes</a>
 */
public final class VolumeDrivers {
    /** Options that a node uses for NFS mounts by default. */
    private static final Set<String> NFS_ANYWAY =
            Set.of("", "ro", "rw", "hard", "nfsvers=4", "vers=4", "nfsvers=4.2", "vers=4.2");

    private VolumeDrivers() {}

    /**
     * Returns the volume that {@code volume} describes, under a name of its own.
     *
     * @param terms what it asks for where it becomes a claim
     * @param ownFileSystems whether claims are file systems of their own: podman's are not
     * @param binds what a folder of this machine becomes
     */
    public static Volume read(
            String name, Attribute volume, ClaimTerms terms, boolean ownFileSystems, BindKind binds, Secrecy secrecy) {
        Volume read = described(name, volume, terms, ownFileSystems, binds, secrecy);
        if (!(read instanceof Volume.Claim)) {
            reportOfClaims(volume, read instanceof Volume.External);
        }
        return read;
    }

    /** Reports the settings of a volume that only a claim has which Sild creates. */
    static void reportOfClaims(Attribute volume, boolean external) {
        if (volume.get("labels").present() && !external) {
            volume.get("labels").lost("labels are only supported for claims that Sild creates", "remove the labels");
        }
        volume.get("x-sild").entries().forEach((hint, value) -> {
            if (!(external && hint.equals("access"))) {
                value.lost("'" + hint + "' is only supported for claims that Sild creates", "remove it");
            }
        });
    }

    private static Volume described(
            String name, Attribute volume, ClaimTerms terms, boolean ownFileSystems, BindKind binds, Secrecy secrecy) {
        String realName = volume.get("name").string();
        if (volume.get("external").bool()) {
            String wanted = realName.isEmpty() ? name : realName;
            String claim = ownFileSystems ? MetadataKeys.objectName(wanted) : wanted;
            if (!realName.isEmpty() && !claim.equals(realName)) {
                volume.note(
                        Code.NAME_CHANGED,
                        "'" + realName + "' is not a valid claim name in Kubernetes; the pods wait for the claim '"
                                + claim + "'");
            }
            Volume.Access access = Volume.Access.of(
                            volume.get("x-sild").get("access").string())
                    .orElse(Volume.Access.READ_WRITE_ONCE);
            volume.note(
                    Code.CLAIM_TO_CREATE,
                    "the claim '" + claim + "' is external; it must exist",
                    "create it; until then the pods wait",
                    ownFileSystems
                            ? CreateCommand.ofClaim(
                                    claim,
                                    access,
                                    terms.size().isEmpty() ? ClaimTerms.DEFAULT_SIZE : terms.size(),
                                    terms.storageClass())
                            : "podman volume create " + ShellText.shortWord(claim));
            return new Volume.External(name, claim, access);
        }
        Attribute options = volume.get("driver_opts");
        String device = options.get("device").string();
        String mountOptions = options.get("o").string();
        String driver = volume.get("driver").string();
        boolean classIsNamed = !volume.get("x-sild").get("class").peek().isEmpty();
        if (!driver.isEmpty() && !driver.equals("local") && classIsNamed) {
            volume.get("driver").nodeLevel("the storage class selects the provisioner, not '" + driver + "'");
        } else if (!driver.isEmpty() && !driver.equals("local")) {
            volume.get("driver")
                    .lost(
                            "Kubernetes has no volume driver '" + driver
                                    + "'; the claim uses the default storage class",
                            "set a storage class that provides such volumes with 'class' in x-sild");
        }
        String type = options.get("type").string();
        return switch (type) {
            case "tmpfs" -> {
                String size = Quantities.bytes(option(mountOptions, "size"));
                reportOptions(options.get("o"), mountOptions, size.isEmpty() ? Set.of("rw") : Set.of("rw", "size"));
                yield new Volume.Scratch(name, true, size);
            }
            case "nfs", "nfs4" -> {
                yield nfs(name, options, device, mountOptions, ownFileSystems, secrecy)
                        .orElseGet(() -> claim(name, volume, terms, secrecy));
            }
            default -> {
                if (hasOption(mountOptions, "bind")
                        && device.startsWith("/")
                        && binds == BindKind.CLAIM
                        && !HostFolders.isOfHost(device)) {
                    options.note(
                            Code.BIND_NOT_COPIED,
                            "the volume is a folder of this machine; it becomes a claim, and its content is not copied",
                            "copy it with 'kubectl cp'");
                    yield claim(name, volume, terms, secrecy);
                }
                if (hasOption(mountOptions, "bind") && device.startsWith("/")) {
                    options.note(
                            Code.BIND_HOST_PATH,
                            "the volume is a folder of this machine; it becomes a hostPath volume",
                            "remove driver_opts to get a claim");
                    yield new Volume.HostPath(name, ContainerPaths.absolute("/", device), true);
                }
                if (!type.isEmpty() || !device.isEmpty() || !mountOptions.isEmpty()) {
                    options.noteLost(
                            "Kubernetes does not mount volumes of type '" + type
                                    + "'; the volume becomes an empty claim",
                            "create a volume of a CSI driver, and use the name of its claim");
                }
                yield claim(name, volume, terms, secrecy);
            }
        };
    }

    /** A claim has what the volume itself asks for, and the rest from everybody's. */
    private static Volume claim(String name, Attribute volume, ClaimTerms terms, Secrecy secrecy) {
        return ClaimTerms.of(volume.get("x-sild"))
                .orElse(KomposeLabels.of(volume).claimTerms())
                .orElse(terms)
                .claim(name, labels(volume, secrecy))
                .named(volume.get("x-sild").get("claim").string());
    }

    /** The server is specified in {@code addr=}, or before the path as {@code server:/path}. */
    private static Optional<Volume> nfs(
            String name,
            Attribute options,
            String device,
            String mountOptions,
            boolean ownFileSystems,
            Secrecy secrecy) {
        int colon = device.indexOf(":/");
        String address = option(mountOptions, "addr");
        String server = address.isEmpty() && colon > 0 ? device.substring(0, colon) : address;
        String path = colon < 0 ? device : device.substring(colon + 1);
        if (server.isEmpty() || !path.startsWith("/")) {
            options.noteLost(
                    "an NFS volume needs a server and an absolute path; the volume becomes an empty claim",
                    "set 'o: addr=SERVER' and 'device: :/PATH'");
            return Optional.empty();
        }
        List<String> more = Arrays.stream(mountOptions.split(","))
                .map(String::trim)
                .filter(each -> !each.startsWith("addr=") && !NFS_ANYWAY.contains(each))
                .filter(each -> isOpen(options.get("o"), each, secrecy))
                .toList();
        if (!more.isEmpty() && ownFileSystems) {
            options.get("o")
                    .note(
                            Code.CLUSTER_WIDE,
                            "mount options need a PersistentVolume, which is cluster-scoped",
                            "remove "
                                    + String.join(
                                            ", ",
                                            more.stream()
                                                    .map(VolumeDrivers::nameOf)
                                                    .toList()) + " to mount the export directly in the pods");
        }
        return Optional.of(new Volume.Nfs(name, server, path, hasOption(mountOptions, "ro"), more));
    }

    /** Whether a mount option may be read by everybody who can read a volume. */
    private static boolean isOpen(Attribute where, String option, Secrecy secrecy) {
        boolean open = !secrecy.isSecretName(nameOf(option));
        if (!open) {
            where.note(
                    Code.SECRET_LEFT_OUT,
                    "a volume is not confidential; the mount option '" + nameOf(option) + "' is omitted",
                    "configure the secret on the nodes or in a CSI driver");
        }
        return open;
    }

    private static String nameOf(String option) {
        return option.substring(0, option.indexOf('=') < 0 ? option.length() : option.indexOf('='));
    }

    private static Map<String, String> labels(Attribute volume, Secrecy secrecy) {
        Map<String, String> labels = new LinkedHashMap<>();
        volume.get("labels").entries().forEach((key, value) -> {
            if (KomposeLabels.isOne(key)) {
                return;
            }
            if (secrecy.isSecret(key, value.text())) {
                value.found(Code.SECRET_LEFT_OUT, "labels are not confidential", "remove it");
            } else if (MetadataKeys.isReserved(key)) {
                value.lost(
                        "Sild finds its objects by this label",
                        "use another key, such as example.com/" + key.substring(key.indexOf('/') + 1));
            } else if (MetadataKeys.isKey(key) && MetadataKeys.isLabelValue(value.string())) {
                labels.put(key, value.string());
            } else {
                value.lost(
                        "not a valid Kubernetes label", "use letters, digits, '-', '_' and '.', at most 63 characters");
            }
        });
        return labels;
    }

    /** Says which mount options are not kept; their values may be secret. */
    private static void reportOptions(Attribute where, String options, Set<String> kept) {
        for (String option : options.split(",")) {
            String name = nameOf(option);
            if (!name.isEmpty() && !kept.contains(name)) {
                where.noteLost(
                        "Kubernetes does not support the mount option '" + name + "'",
                        "set it in the storage class or PersistentVolume, if the volume supports it");
            }
        }
    }

    private static boolean hasOption(String options, String name) {
        return ("," + options + ",").contains("," + name + ",");
    }

    private static String option(String options, String name) {
        for (String option : options.split(",")) {
            if (option.startsWith(name + "=")) {
                return option.substring(name.length() + 1);
            }
        }
        return "";
    }
}
