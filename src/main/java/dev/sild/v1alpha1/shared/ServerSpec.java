package dev.sild.v1alpha1.shared;

/** A program of Sild's, with a configuration file that users can replace. */
public interface ServerSpec extends ProgramSpec {
    String getConfig();

    ConfigFrom getConfigFrom();
}
