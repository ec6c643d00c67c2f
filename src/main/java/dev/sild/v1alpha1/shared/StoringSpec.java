package dev.sild.v1alpha1.shared;

/** A server with a claim of its own, and so with one pod. */
public interface StoringSpec extends ServerSpec {
    StorageSpec getStorage();
}
