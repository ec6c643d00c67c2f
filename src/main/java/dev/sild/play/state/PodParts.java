package dev.sild.play.state;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A pod and what it refers to by name, made ready for podman.
 *
 * @param pod the pod, which is changed in place
 * @param configMaps the names of the ConfigMaps it reads
 * @param secrets the names of the Secrets it reads
 * @param claims the names of the claims it mounts
 * @param copies the names of the volumes that podman fills with the files of the ones it mounts
 */
public record PodParts(Pod pod, Set<String> configMaps, Set<String> secrets, Set<String> claims, Set<String> copies) {
    private static final String CONFIG = ".config";

    /**
     * Reads a pod; its probes become checks of ours, and what ends with it gets a name of its own: to podman a volume
     * has one name on the whole machine.
     */
    public static PodParts of(Pod pod) {
        PodParts parts = new PodParts(pod, new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        parts.readVolumes();
        parts.containers().forEach(parts::readEnvironment);
        parts.checks();
        return parts;
    }

    /**
     * Gives ConfigMaps names that no claim has: to a cluster they are of another kind, to podman both are volumes.
     * Returns them under their new names.
     */
    public List<ConfigMap> renamed(List<ConfigMap> read) {
        for (Volume volume : pod.getSpec().getVolumes()) {
            if (volume.getConfigMap() != null) {
                copies.remove(volume.getConfigMap().getName());
                volume.getConfigMap().setName(volume.getConfigMap().getName() + CONFIG);
                copies.add(volume.getConfigMap().getName());
            }
        }
        for (Container container : containers()) {
            container.getEnv().stream()
                    .filter(variable -> variable.getValueFrom() != null)
                    .map(variable -> variable.getValueFrom().getConfigMapKeyRef())
                    .filter(Objects::nonNull)
                    .forEach(key -> key.setName(key.getName() + CONFIG));
            container.getEnvFrom().stream()
                    .map(EnvFromSource::getConfigMapRef)
                    .filter(Objects::nonNull)
                    .forEach(map -> map.setName(map.getName() + CONFIG));
        }
        return read.stream()
                .map(file -> new ConfigMapBuilder(file)
                        .editMetadata()
                        .withName(file.getMetadata().getName() + CONFIG)
                        .endMetadata()
                        .build())
                .toList();
    }

    /** Adds labels. */
    public void mark(Map<String, String> more) {
        ObjectMeta metadata = pod.getMetadata();
        Map<String, String> labels =
                new LinkedHashMap<>(Optional.ofNullable(metadata.getLabels()).orElse(Map.of()));
        labels.putAll(new java.util.TreeMap<>(more));
        metadata.setLabels(labels);
    }

    private List<Container> containers() {
        List<Container> all = new ArrayList<>(pod.getSpec().getInitContainers());
        all.addAll(pod.getSpec().getContainers());
        return all;
    }

    private void readVolumes() {
        for (Volume volume : pod.getSpec().getVolumes()) {
            if (volume.getConfigMap() != null) {
                configMaps.add(volume.getConfigMap().getName());
                copies.add(volume.getConfigMap().getName());
            } else if (volume.getSecret() != null) {
                secrets.add(volume.getSecret().getSecretName());
                copies.add(volume.getSecret().getSecretName());
            } else if (volume.getPersistentVolumeClaim() != null) {
                claims.add(volume.getPersistentVolumeClaim().getClaimName());
            } else if (volume.getEmptyDir() != null) {
                rename(volume, pod.getMetadata().getName() + "-" + volume.getName());
            }
        }
    }

    private void rename(Volume volume, String name) {
        for (Container container : containers()) {
            for (VolumeMount mount : container.getVolumeMounts()) {
                if (mount.getName().equals(volume.getName())) {
                    mount.setName(name);
                }
            }
        }
        volume.setName(name);
    }

    private void readEnvironment(Container container) {
        for (EnvVar variable : container.getEnv()) {
            if (variable.getValueFrom() != null && variable.getValueFrom().getSecretKeyRef() != null) {
                secrets.add(variable.getValueFrom().getSecretKeyRef().getName());
            }
            if (variable.getValueFrom() != null && variable.getValueFrom().getConfigMapKeyRef() != null) {
                configMaps.add(variable.getValueFrom().getConfigMapKeyRef().getName());
            }
        }
        for (EnvFromSource source : container.getEnvFrom()) {
            if (source.getSecretRef() != null) {
                secrets.add(source.getSecretRef().getName());
            }
            if (source.getConfigMapRef() != null) {
                configMaps.add(source.getConfigMapRef().getName());
            }
        }
    }

    private void checks() {
        Map<String, String> annotations = new LinkedHashMap<>(
                Optional.ofNullable(pod.getMetadata().getAnnotations()).orElse(Map.of()));
        for (Container container : pod.getSpec().getContainers()) {
            PodCheck.of(container.getReadinessProbe(), container.getStartupProbe())
                    .ifPresent(check -> annotations.put(PlayLabels.CHECK + container.getName(), check.text()));
            container.setReadinessProbe(null);
            container.setStartupProbe(null);
        }
        if (!pod.getSpec().getInitContainers().isEmpty()) {
            annotations.put(
                    PlayLabels.INITS,
                    pod.getSpec().getInitContainers().stream()
                            .map(Container::getName)
                            .collect(Collectors.joining(",")));
        }
        if (pod.getSpec().getRestartPolicy() != null) {
            annotations.put(PlayLabels.ENDS, pod.getSpec().getRestartPolicy());
        }
        pod.getMetadata().setAnnotations(annotations);
    }
}
