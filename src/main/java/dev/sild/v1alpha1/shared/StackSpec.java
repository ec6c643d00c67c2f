package dev.sild.v1alpha1.shared;

import java.util.List;

/** The spec of a custom resource. */
public interface StackSpec {
    Boolean getPaused();

    List<ImagePullSecrets> getImagePullSecrets();

    Exposure getExposure();

    NetworkPolicy getNetworkPolicy();
}
