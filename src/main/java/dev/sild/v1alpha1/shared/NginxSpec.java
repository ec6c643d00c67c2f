package dev.sild.v1alpha1.shared;

/** nginx in front of other components. */
public interface NginxSpec extends ServerSpec, ReplicatedSpec {
    String getClientMaxBodySize();

    Integer getReadTimeoutSeconds();

    Boolean getGzip();

    ExporterSpec getExporter();
}
