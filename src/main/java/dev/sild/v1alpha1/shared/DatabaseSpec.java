package dev.sild.v1alpha1.shared;

/** A database or a cache. */
public interface DatabaseSpec extends StoringSpec {
    PasswordFrom getPasswordFrom();

    String getPasswordRotation();

    ExporterSpec getExporter();
}
