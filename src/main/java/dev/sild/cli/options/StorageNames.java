package dev.sild.cli.options;

import dev.sild.compose.translate.source.StorageOptions;
import dev.sild.model.Volume.Access;
import dev.sild.units.ByteQuantity;
import java.util.List;
import java.util.Optional;

/** The options about storage, checked as an API server would check what becomes of them. */
public final class StorageNames {
    private StorageNames() {}

    public static StorageOptions of(Options options) {
        String size = options.value("--storage-size", "");
        if (options.has("--storage-size") && !ByteQuantity.isOne(size)) {
            throw options.wrong("--storage-size '" + size + "' is not a valid quantity such as 10Gi");
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
                storageClass,
                Access.of(access),
                options.list("--stateful"),
                options.choice("--bind", "auto", StorageOptions.BindKind.values()),
                options.has("--claim-names")
                        ? Optional.of(options.choice("--claim-names", "project", StorageOptions.ClaimNames.values()))
                        : Optional.empty());
    }
}
