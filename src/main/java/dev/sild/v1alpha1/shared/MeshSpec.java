package dev.sild.v1alpha1.shared;

/** The mesh that a stack is part of. */
public interface MeshSpec {
    Enum<?> getType();

    Enum<?> getAllowPlaintextFrom();
}
