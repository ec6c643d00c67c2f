package dev.sild.v1alpha1.shared;

/** A container that exports metrics of the server beside it. */
public interface ExporterSpec extends ContainerSpec {
    Boolean getEnabled();
}
