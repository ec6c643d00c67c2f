package dev.sild.cli.options;

import dev.sild.compose.translate.source.StorageOptions;
import dev.sild.model.Volume.Access;
import dev.sild.units.ByteQuantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The options about storage, checked as an API server would check what becomes of them. */
public final class StorageNames {
    /** The tag without a suffix is linked dynamically, so its programs do not run in other images. */
    private static final String SEED_IMAGE = "docker.io/library/busybox:1.37.0-musl";

    private StorageNames() {}

    public static void addTo(CommandSpec spec) {
        spec.addOption(Options.text(
                "IMAGE",
                "The image whose programs fill volumes from images that may have no shell; needs a statically linked"
                        + " /bin/busybox. Default: " + SEED_IMAGE,
                "--seed-image"));
    }

    public static StorageOptions of(Options options) {
        String size = "";
        Map<String, String> sizes = new LinkedHashMap<>();
        for (String given : options.list("--storage-size")) {
            int equals = given.indexOf('=');
            String quantity = given.substring(equals + 1);
            if (!ByteQuantity.isOne(quantity) || equals == 0) {
                throw options.wrong("--storage-size '" + given + "' is not a valid quantity such as 10Gi");
            }
            if (equals < 0) {
                size = quantity;
            } else {
                sizes.put(given.substring(0, equals), quantity);
            }
        }
        String storageClass = options.value("--storage-class", "");
        if (options.has("--storage-class")) {
            HttpNames.checkObject(options, "--storage-class", storageClass);
        }
        String access = options.has("--storage-access")
                ? options.text("--storage-access", "", List.of("ReadWriteOnce", "ReadWriteMany", "ReadWriteOncePod"))
                : "";
        return new StorageOptions(
                size,
                sizes,
                storageClass,
                Access.of(access),
                options.list("--stateful"),
                options.choice("--bind", "auto", StorageOptions.BindKind.values()),
                options.has("--claim-names")
                        ? Optional.of(options.choice("--claim-names", "project", StorageOptions.ClaimNames.values()))
                        : Optional.empty(),
                WaitOptions.image(options, "--seed-image", SEED_IMAGE));
    }
}
