package dev.sild.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Storage that {@link Mount}s refer to by name. */
public sealed interface Volume {

    /** The name that mounts use, a DNS label. */
    String name();

    /** Returns which pods may mount this claim; empty if this is not a claim. */
    default Optional<Access> claimAccess() {
        return this instanceof Claim claim
                ? Optional.of(claim.access())
                : this instanceof External external ? Optional.of(external.access()) : Optional.empty();
    }

    /** Whether it is a claim that the pods of one node may mount at a time. */
    default boolean isClaimOfOneNode() {
        return claimAccess().filter(access -> access != Access.READ_WRITE_MANY).isPresent();
    }

    /** What fills it when it is empty. */
    default Optional<Seed> seed() {
        return Optional.empty();
    }

    /**
     * Storage that outlives its users.
     *
     * @param object the name of the claim, where the user chose it whole; empty for one that is made of {@code name}
     * @param size the requested size, as a Kubernetes quantity such as {@code 1Gi}
     * @param storageClass the storage class; empty for the cluster's default
     * @param access who may mount it at a time
     * @param labels labels of the claim
     * @param seed what fills it when it is empty
     */
    record Claim(
            String name,
            String object,
            String size,
            String storageClass,
            Access access,
            Map<String, String> labels,
            Optional<Seed> seed)
            implements Volume {
        public Claim {
            labels = Ordered.copyOf(labels);
        }

        /** Creates a claim whose object name is derived like that of every object. */
        public Claim(
                String name,
                String size,
                String storageClass,
                Access access,
                Map<String, String> labels,
                Optional<Seed> seed) {
            this(name, "", size, storageClass, access, labels, seed);
        }

        /** Returns the same claim with another size. */
        public Claim sized(String newSize) {
            return new Claim(name, object, newSize, storageClass, access, labels, seed);
        }

        /** Returns the same claim under a name that the user chose. */
        public Claim named(String newObject) {
            return new Claim(name, newObject, size, storageClass, access, labels, seed);
        }
    }

    /**
     * Content of an image that fills an empty volume, as a container engine does.
     *
     * @param container the name of the container whose image has the content; no other of the application has that name
     * @param path the directory in that image, which is also where that container mounts the volume
     * @param tools the programs that copy it; empty for those of that image
     * @param others other containers of that image, whose pods fill it as well: any of them may be the first to write
     */
    record Seed(String container, String path, Optional<Tools> tools, List<String> others) {
        public Seed {
            others = List.copyOf(others);
        }

        /** Creates a seed that the image itself has the programs for. */
        public Seed(String container, String path) {
            this(container, path, Optional.empty(), List.of());
        }
    }

    /**
     * Programs for images that may have none.
     *
     * @param volume the name of a {@link Scratch} volume that they are put into in each pod
     * @param image an image with a statically linked {@code /bin/busybox}
     */
    record Tools(String volume, String image) {}

    /**
     * Storage that ends with its pod.
     *
     * @param memory whether it is kept in memory
     * @param sizeLimit the most it may hold, as a Kubernetes quantity; empty for no limit
     * @param seed what fills it in each pod
     */
    record Scratch(String name, boolean memory, String sizeLimit, Optional<Seed> seed) implements Volume {
        /** Creates a volume that starts empty. */
        public Scratch(String name, boolean memory, String sizeLimit) {
            this(name, memory, sizeLimit, Optional.empty());
        }
    }

    /**
     * A path of the node.
     *
     * @param path absolute
     * @param content what has to be there before the pod starts
     */
    record HostPath(String name, String path, Content content) implements Volume {
        /** What is at a path of the node. */
        public enum Content {
            ANYTHING,
            /** A directory; an empty one is made where nothing is. */
            DIRECTORY,
            /** A file: nothing is made in its place. */
            FILE
        }

        /**
         * Creates a volume.
         *
         * @param create whether an empty directory is made where nothing is
         */
        public HostPath(String name, String path, boolean create) {
            this(name, path, create ? Content.DIRECTORY : Content.ANYTHING);
        }

        /** What a node shows of itself: any number of pods may share it, and it is not the same on two nodes. */
        private static final List<String> SYSTEM_PATHS = List.of("/sys/", "/proc/", "/dev/", "/run/", "/var/run/");

        /** What each node has below /etc; anything else there is an application's, and on one machine. */
        private static final Set<String> OF_ETC = Set.of(
                "adjtime",
                "apt",
                "ca-certificates",
                "cni",
                "containerd",
                "containers",
                "cron.d",
                "default",
                "docker",
                "environment",
                "fstab",
                "group",
                "hostname",
                "hosts",
                "kubernetes",
                "ld.so.cache",
                "localtime",
                "lsb-release",
                "machine-id",
                "modprobe.d",
                "modules",
                "network",
                "nsswitch.conf",
                "os-release",
                "pam.d",
                "passwd",
                "pki",
                "profile",
                "protocols",
                "resolv.conf",
                "security",
                "services",
                "shadow",
                "ssh",
                "sudoers",
                "sysctl.conf",
                "sysctl.d",
                "systemd",
                "timezone",
                "udev");

        /** Whether it belongs to the node's own system, and holds no data of the application. */
        public boolean isOfSystem() {
            return SYSTEM_PATHS.stream().anyMatch(system -> (path + "/").startsWith(system)) || isOfEtc();
        }

        private boolean isOfEtc() {
            if (!path.startsWith("/etc/")) {
                return path.equals("/etc");
            }
            int end = path.indexOf('/', "/etc/".length());
            boolean keys = (path + "/").startsWith("/etc/ssl/private/");
            String first = path.substring("/etc/".length(), end < 0 ? path.length() : end);
            return OF_ETC.contains(first) || first.equals("ssl") && !keys;
        }
    }

    /**
     * A directory of an NFS server.
     *
     * @param mountOptions how it is mounted where that is not as usual
     */
    record Nfs(String name, String server, String path, boolean readOnly, List<String> mountOptions) implements Volume {
        public Nfs {
            mountOptions = List.copyOf(mountOptions);
        }
    }

    /** The content of an image, which is only read. */
    record ImageContent(String name, String image) implements Volume {}

    /**
     * A claim that is created elsewhere.
     *
     * @param access who may mount it at a time, as far as the user says; one node if the user does not
     */
    record External(String name, String claimName, Access access) implements Volume {}

    /** Who may mount a claim at a time; see the access modes of a PersistentVolumeClaim. */
    enum Access {
        /** Pods of one node. */
        READ_WRITE_ONCE("ReadWriteOnce"),
        /** Pods of any node. */
        READ_WRITE_MANY("ReadWriteMany"),
        /** One pod. */
        READ_WRITE_ONCE_POD("ReadWriteOncePod");

        private final String mode;

        Access(String mode) {
            this.mode = mode;
        }

        /** Returns the access mode as Kubernetes spells it. */
        public String mode() {
            return mode;
        }

        /** Returns the mode that Kubernetes spells this way; empty if it does not exist. */
        public static Optional<Access> of(String mode) {
            return Arrays.stream(values())
                    .filter(access -> access.mode.equals(mode))
                    .findFirst();
        }
    }
}
