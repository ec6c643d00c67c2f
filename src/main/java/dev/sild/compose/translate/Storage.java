package dev.sild.compose.translate;

import dev.sild.images.ImageFacts;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.model.Names;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The project's storage: its volumes, secrets and configs, each made when a service first mounts it. */
final class Storage {
  /** What a claim asks for where nobody says how much. */
  static final String DEFAULT_SIZE = "1Gi";

  private final Attribute root;
  private final FileBundles bundles;
  private final boolean ownFileSystems;
  private final Map<String, Volume> volumes = new LinkedHashMap<>();
  private final Map<String, String> volumeNames = new LinkedHashMap<>();
  private final Map<String, List<Filler>> fillers = new LinkedHashMap<>();
  private final Map<String, Set<String>> mounters = new LinkedHashMap<>();
  private final Set<String> reported = new HashSet<>();

  /** A component that could fill a volume from its image. */
  private record Filler(String component, String path, boolean readOnly, Optional<ImageFacts> image) {}

  Storage(Attribute root, FileBundles bundles, boolean ownFileSystems) {
    this.root = root;
    this.bundles = bundles;
    this.ownFileSystems = ownFileSystems;
  }

  /** Whether a claim is a file system of its own, with a folder lost+found in it: podman's are plain folders. */
  boolean ownFileSystems() {
    return ownFileSystems;
  }

  /** Whether {@code mount} is one of a claim. */
  boolean isClaim(Mount mount) {
    return mount.source() instanceof Mount.OfVolume of && volumes.get(of.name()) instanceof Volume.Claim;
  }

  /** Returns a name that nothing else has: {@code wanted} where it is free. */
  String freeName(String wanted) {
    return bundles.freeName(wanted, wanted);
  }

  void add(Volume volume) {
    volumes.put(volume.name(), volume);
  }

  /** Returns the name of a named volume, which is made on its first use. */
  String volume(String key) {
    String known = volumeNames.get(key);
    if (known != null) {
      return known;
    }
    Attribute volume = root.get("volumes").get(key);
    String realName = volume.get("name").string();
    // The loader gives every volume a name, the project's and its own; only one that the user chose is kept.
    boolean chosen = !realName.isEmpty() && !realName.equals(root.get("name").string() + "_" + key);
    String name = bundles.freeName(chosen ? realName : key, key);
    volumeNames.put(key, name);
    add(read(name, volume));
    return name;
  }

  private static Volume read(String name, Attribute volume) {
    String realName = volume.get("name").string();
    if (volume.get("external").bool()) {
      String claim = MetadataKeys.objectName(realName.isEmpty() ? name : realName);
      if (!realName.isEmpty() && !claim.equals(realName)) {
        volume.note(Code.NAME_CHANGED, "Kubernetes allows no claim '" + realName + "': the pods wait for one named '" + claim
            + "'", "");
      }
      volume.note(Code.CLAIM_TO_CREATE, "the claim '" + claim + "' is made by somebody else", "");
      return new Volume.External(name, claim);
    }
    Attribute options = volume.get("driver_opts");
    String device = options.get("device").string();
    String mountOptions = options.get("o").string();
    String driver = volume.get("driver").string();
    if (!driver.isEmpty() && !driver.equals("local")) {
      volume.get("driver").found(Code.NOT_CARRIED, "Kubernetes knows no volume driver '" + driver
          + "': the claim goes to the cluster's default storage class", "");
    }
    String type = options.get("type").string();
    return switch (type) {
      case "tmpfs" -> {
        reportOptions(options.get("o"), mountOptions, Set.of("size"));
        yield new Volume.Scratch(name, true, Quantities.bytes(option(mountOptions, "size")));
      }
      case "nfs", "nfs4" -> {
        reportOptions(options.get("o"), mountOptions, Set.of("addr", "ro", "rw"));
        yield nfs(name, options, device, mountOptions)
            .orElseGet(() -> new Volume.Claim(name, DEFAULT_SIZE, "", Volume.Access.READ_WRITE_ONCE, labels(volume),
                Optional.empty()));
      }
      default -> {
        if (hasOption(mountOptions, "bind") && device.startsWith("/")) {
          options.note(Code.BIND_HOST_PATH, "the volume is a folder of the machine: it becomes a folder of the node",
              "leave out driver_opts to get a claim");
          yield new Volume.HostPath(name, Mounts.absolute(device), true);
        }
        if (!type.isEmpty() || !device.isEmpty() || !mountOptions.isEmpty()) {
          options.note(Code.NOT_CARRIED, "Kubernetes mounts nothing of type '" + type
              + "' by itself: the volume becomes an empty claim", "make a volume of a CSI driver, and name its claim");
        }
        yield new Volume.Claim(name, DEFAULT_SIZE, "", Volume.Access.READ_WRITE_ONCE, labels(volume),
            Optional.empty());
      }
    };
  }

  /** The server stands in {@code addr=}, or before the path as {@code server:/path}. */
  private static Optional<Volume> nfs(String name, Attribute options, String device, String mountOptions) {
    int colon = device.indexOf(":/");
    String address = option(mountOptions, "addr");
    String server = address.isEmpty() && colon > 0 ? device.substring(0, colon) : address;
    String path = colon < 0 ? device : device.substring(colon + 1);
    if (server.isEmpty() || !path.startsWith("/")) {
      options.note(Code.NOT_CARRIED, "an NFS volume needs a server and an absolute path: the volume becomes an empty"
          + " claim", "give 'o: addr=SERVER' and 'device: :/PATH'");
      return Optional.empty();
    }
    return Optional.of(new Volume.Nfs(name, server, path, hasOption(mountOptions, "ro")));
  }

  private static Map<String, String> labels(Attribute volume) {
    Map<String, String> labels = new LinkedHashMap<>();
    volume.get("labels").entries().forEach((key, value) -> {
      if (Secrecy.isSecret(key, value.text())) {
        value.found(Code.SECRET_LEFT_OUT, "a label can be read by everybody", "");
      } else if (MetadataKeys.isKey(key) && MetadataKeys.isLabelValue(value.string())) {
        labels.put(key, value.string());
      } else {
        value.found(Code.NOT_CARRIED, "Kubernetes allows no such label", "");
      }
    });
    return labels;
  }

  /** Says which mount options are not kept; their values may be secret. */
  private static void reportOptions(Attribute where, String options, Set<String> kept) {
    for (String option : options.split(",")) {
      String name = option.substring(0, option.indexOf('=') < 0 ? option.length() : option.indexOf('='));
      if (!name.isEmpty() && !kept.contains(name)) {
        where.note(Code.NOT_CARRIED, "the mount option '" + name + "' has no place in Kubernetes", "");
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

  /** Notes that a component mounts a volume. */
  void mounted(String volume, String component) {
    mounters.computeIfAbsent(volume, key -> new HashSet<>()).add(component);
  }

  /** Notes that a component mounts a volume where its image may have content. */
  void mayFill(String volume, String component, String path, boolean readOnly, Optional<ImageFacts> image) {
    fillers.computeIfAbsent(volume, key -> new ArrayList<>()).add(new Filler(component, path, readOnly, image));
  }

  /**
   * Returns the bundle of a secret or config, with that one file in it.
   *
   * @param kind {@code secrets} or {@code configs}
   * @param mode permission bits; -1 for the default
   */
  Files file(String kind, String key, String component, int mode) {
    Attribute definition = root.get(kind).get(key);
    boolean secret = kind.equals("secrets") || Secrecy.isSecret(definition.get("content").text())
        || Secrecy.isSecretName(definition.get("environment").string());
    String realName = definition.get("name").string();
    if (definition.get("external").bool()) {
      String name = MetadataKeys.objectName(realName.isEmpty() ? key : realName);
      if (reported.add(kind + "/" + key)) {
        definition.note(Code.SECRET_TO_CREATE, "the " + (secret ? "Secret" : "ConfigMap") + " '" + name
            + "' is made by somebody else, and must have the key '" + key + "'", "");
      }
      return bundles.add(new Files(name, List.of(new Files.Entry(key, key, mode, new byte[0])), secret, false,
          Optional.empty()));
    }
    String name = bundles.nameOf(kind, mode < 0 ? key : component + "-" + key, key);
    Optional<byte[]> content = content(definition, kind, key);
    return bundles.add(new Files(name, List.of(new Files.Entry(FileBundles.key(key), FileBundles.key(key), mode,
        content.orElse(new byte[0]))), secret, content.isPresent(), Optional.empty()));
  }

  private Optional<byte[]> content(Attribute definition, String kind, String key) {
    Attribute file = definition.get("file");
    Attribute environment = definition.get("environment");
    Attribute text = definition.get("content");
    if (file.present()) {
      return bundles.fileOf(file, kind, key);
    }
    if (environment.present()) {
      String name = environment.string();
      Optional<String> value = bundles.variable(name);
      if (value.isEmpty()) {
        environment.note(Code.SECRET_TO_CREATE, "the variable '" + name + "' has no value: the "
            + (kind.equals("secrets") ? "Secret" : "ConfigMap") + " '" + Names.label(key) + "' must be made by hand",
            "set the variable and convert again");
      }
      return value.map(found -> found.getBytes(StandardCharsets.UTF_8));
    }
    return Optional.of(text.string().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns the volumes; a claim that several components share is filled by the first of {@code order} that may write to
   * it and whose image may have content for it.
   */
  List<Volume> volumes(List<String> order) {
    Map<String, Integer> places = new HashMap<>();
    order.forEach(component -> places.put(component, places.size()));
    List<Volume> all = new ArrayList<>();
    for (Volume volume : volumes.values()) {
      if (volume instanceof Volume.Claim claim) {
        all.add(new Volume.Claim(claim.name(), claim.size(), claim.storageClass(), claim.access(), claim.labels(),
            reported(claim.name(), seed(claim.name(), places))));
      } else {
        all.add(volume);
      }
    }
    return all;
  }

  private Optional<Volume.Seed> seed(String volume, Map<String, Integer> places) {
    List<Filler> candidates = fillers.getOrDefault(volume, List.of());
    if (mounters.getOrDefault(volume, Set.of()).size() < 2) {
      return Optional.empty();
    }
    return candidates.stream()
        .filter(filler -> filler.image().map(image -> canFill(image, filler.path())).orElse(true))
        // Who only reads a volume expects to find there what somebody else brings.
        .min(Comparator.comparing(Filler::readOnly).thenComparing(filler -> places.get(filler.component())))
        .map(filler -> new Volume.Seed(filler.component(), filler.path()));
  }

  /** Says what runs as root without being asked for; podman fills volumes itself. */
  private Optional<Volume.Seed> reported(String volume, Optional<Volume.Seed> seed) {
    if (ownFileSystems && seed.isPresent()) {
      String component = seed.get().component();
      volumeNames.forEach((key, name) -> {
        if (name.equals(volume)) {
          root.get("volumes").get(key).note(Code.VOLUME_SEEDED, "an init container fills it once from " + seed.get().path()
              + " of the image of '" + component + "', as container engines do: it runs as root, and needs a shell in the image",
              "say 'volume: {nocopy: true}' where '" + component + "' mounts it to turn that off");
        }
      });
    }
    return seed;
  }

  /** An image without a shell cannot copy; one whose data starts empty has nothing to copy. */
  private static boolean canFill(ImageFacts image, String path) {
    return image.shell() != ImageFacts.Shell.NO && !image.wantsEmptyDataFolder();
  }

  /** Deals with top-level entries that no service uses: compose makes nothing of them either. */
  void finish() {
    for (String kind : List.of("secrets", "configs")) {
      root.get(kind).entries().forEach((key, definition) -> {
        for (String attribute : List.of("name", "external", "file", "environment", "content")) {
          definition.get(attribute).done();
        }
      });
    }
    root.get("volumes").entries().forEach((key, definition) -> {
      definition.get("name").done();
      if (!volumeNames.containsKey(key)) {
        definition.done();
      }
    });
  }
}
