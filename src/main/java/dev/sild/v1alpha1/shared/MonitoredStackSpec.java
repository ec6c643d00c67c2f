package dev.sild.v1alpha1.shared;

/** The spec of a stack that Prometheus reads and that may be part of a mesh. */
public interface MonitoredStackSpec extends StackSpec {
    Monitoring getMonitoring();

    MeshSpec getMesh();
}
