package dev.sild.kubernetes.workloads;

import dev.sild.kubernetes.objects.FileParts;
import dev.sild.kubernetes.objects.ImageNames;
import dev.sild.kubernetes.objects.Index;
import dev.sild.kubernetes.objects.Target;
import dev.sild.model.Container;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.model.Names;
import io.fabric8.kubernetes.api.model.ConfigMapProjection;
import io.fabric8.kubernetes.api.model.ConfigMapVolumeSource;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.HostPathVolumeSource;
import io.fabric8.kubernetes.api.model.ImageVolumeSource;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.NFSVolumeSource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSource;
import io.fabric8.kubernetes.api.model.ProjectedVolumeSource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretProjection;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a pod's containers mount, each source once.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/storage/volumes/">Volumes</a>
 */
public final class PodVolumes {
    /** The default mode of files from a ConfigMap or Secret. */
    private static final int DEFAULT_MODE = 0644;

    private PodVolumes() {}

    public static List<Volume> of(Index index, List<Container> containers, Target target) {
        Set<Mount.Source> sources = new LinkedHashSet<>();
        containers.forEach(container -> container.mounts().forEach(mount -> sources.add(mount.source())));
        List<Volume> volumes = new ArrayList<>();
        for (Mount.Source source : sources) {
            // A StatefulSet itself adds the claims that it creates.
            boolean own = source instanceof Mount.OfVolume of && index.isOwn(index.volume(of.name()));
            if (target == Target.PODMAN || !own) {
                volumes.add(volume(index, source, target));
            }
        }
        return volumes;
    }

    /**
     * Returns the name of a mounted source within its pod. Files and volumes may share a name, so each has marks of its
     * own.
     */
    static String name(Mount.Source source) {
        if (source instanceof Mount.OfMerged merged) {
            return Names.label("files", merged.name());
        }
        return source instanceof Mount.OfFiles files ? name(files) : name((Mount.OfVolume) source);
    }

    /** Returns the name of a mounted volume: its own, unless it looks like one that is marked. */
    static String name(Mount.OfVolume volume) {
        boolean marked = volume.name().startsWith("files-") || volume.name().startsWith("volume-");
        return marked ? Names.label("volume", volume.name()) : volume.name();
    }

    /** Returns the volume name for mounted files; only an object's name may contain dots. */
    private static String name(Mount.OfFiles files) {
        return files.name().indexOf('.') < 0
                ? Names.label("files", files.name())
                : Names.label("files", files.name().replace('.', '-') + "-" + Names.hash(files.name()));
    }

    private static Volume volume(Index index, Mount.Source source, Target target) {
        Volume volume = new Volume();
        volume.setName(name(source));
        if (source instanceof Mount.OfFiles files) {
            fill(volume, index, index.files(files.name()), target);
        } else if (source instanceof Mount.OfMerged merged) {
            ProjectedVolumeSource projected = new ProjectedVolumeSource();
            projected.setSources(merged.parts().stream()
                    .map(part -> projection(index, part.files(), keys(part.entries())))
                    .toList());
            volume.setProjected(projected);
        } else {
            fill(volume, index, index.volume(((Mount.OfVolume) source).name()), target);
        }
        return volume;
    }

    private static void fill(Volume volume, Index index, dev.sild.model.Volume source, Target target) {
        if (source instanceof dev.sild.model.Volume.Claim || source instanceof dev.sild.model.Volume.External) {
            volume.setPersistentVolumeClaim(new PersistentVolumeClaimVolumeSource(index.object(source), null));
        } else if (source instanceof dev.sild.model.Volume.Scratch scratch) {
            volume.setEmptyDir(new EmptyDirVolumeSource(
                    scratch.memory() ? "Memory" : null,
                    scratch.sizeLimit().isEmpty() ? null : new Quantity(scratch.sizeLimit())));
        } else if (source instanceof dev.sild.model.Volume.HostPath host) {
            String type = switch (host.content()) {
                case DIRECTORY -> "DirectoryOrCreate";
                case FILE -> "File";
                case ANYTHING -> null;
            };
            volume.setHostPath(new HostPathVolumeSource(host.path(), type));
        } else if (source instanceof dev.sild.model.Volume.ImageContent content) {
            volume.setImage(new ImageVolumeSource(null, ImageNames.qualified(content.image())));
        } else if (source instanceof dev.sild.model.Volume.Nfs nfs
                && (target == Target.PODMAN || !nfs.mountOptions().isEmpty())) {
            volume.setPersistentVolumeClaim(new PersistentVolumeClaimVolumeSource(index.object(source), null));
        } else if (source instanceof dev.sild.model.Volume.Nfs nfs) {
            volume.setNfs(new NFSVolumeSource(nfs.path(), nfs.readOnly() ? true : null, nfs.server()));
        }
    }

    private static void fill(Volume volume, Index index, Files files, Target target) {
        List<Files> parts = target == Target.KUBERNETES && files.supplied() ? FileParts.of(files) : List.of(files);
        if (parts.size() > 1) {
            ProjectedVolumeSource source = new ProjectedVolumeSource();
            source.setSources(parts.stream()
                    .map(part -> projection(index, part, items(part)))
                    .toList());
            volume.setProjected(source);
            return;
        }
        List<KeyToPath> items = target == Target.KUBERNETES ? items(files) : List.of();
        Integer mode = target == Target.PODMAN ? modeOfAll(files) : null;
        if (files.secret()) {
            SecretVolumeSource source = new SecretVolumeSource();
            source.setSecretName(index.object(files));
            source.setItems(items);
            source.setDefaultMode(mode);
            volume.setSecret(source);
        } else {
            ConfigMapVolumeSource source = new ConfigMapVolumeSource();
            source.setName(index.object(files));
            source.setItems(items);
            source.setDefaultMode(mode);
            volume.setConfigMap(source);
        }
    }

    private static VolumeProjection projection(Index index, Files part, List<KeyToPath> items) {
        VolumeProjection projection = new VolumeProjection();
        if (part.secret()) {
            projection.setSecret(new SecretProjection(items, index.object(part), null));
        } else {
            projection.setConfigMap(new ConfigMapProjection(items, index.object(part), null));
        }
        return projection;
    }

    /** Podman knows one mode a volume: the widest, so that each file can be read by those who are to read it. */
    private static @Nullable Integer modeOfAll(Files files) {
        boolean plain = files.entries().stream().allMatch(entry -> entry.mode() < 0);
        return plain
                ? null
                : files.entries().stream()
                        .map(entry -> entry.mode() < 0 ? DEFAULT_MODE : entry.mode())
                        .max(Integer::compare)
                        .orElse(null);
    }

    /** Returns where each key goes and with which mode; nothing where every key is its own path in the default mode. */
    private static List<KeyToPath> items(Files files) {
        boolean plain =
                files.entries().stream().allMatch(entry -> entry.key().equals(entry.path()) && entry.mode() < 0);
        return plain ? List.of() : keys(files.entries());
    }

    private static List<KeyToPath> keys(List<Files.Entry> entries) {
        return entries.stream()
                .map(entry -> new KeyToPath(entry.key(), entry.mode() < 0 ? null : entry.mode(), entry.path()))
                .toList();
    }
}
