package dev.sild.v1alpha1.shared;

import io.fabric8.kubernetes.api.model.ResourceRequirements;

/** An image and what a container of it may use. */
public interface ContainerSpec {
    String getImage();

    Enum<?> getImagePullPolicy();

    ResourceRequirements getResources();
}
