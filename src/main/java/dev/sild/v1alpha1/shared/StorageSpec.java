package dev.sild.v1alpha1.shared;

/** A claim, which its component's removal either keeps or deletes. */
public interface StorageSpec {
    String getSize();

    String getStorageClassName();

    Enum<?> getRetain();
}
