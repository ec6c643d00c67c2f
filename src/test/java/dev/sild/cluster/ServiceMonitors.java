package dev.sild.cluster;

/** A third-party kind, which tests define and delete. */
public final class ServiceMonitors {
    /** The name of its definition. */
    static final String NAME = "servicemonitors.monitoring.coreos.com";

    /** The definition of the Prometheus operator's kind, without a schema. */
    public static final String DEFINITION = """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: servicemonitors.monitoring.coreos.com}
      spec:
        group: monitoring.coreos.com
        names: {kind: ServiceMonitor, plural: servicemonitors, singular: servicemonitor, listKind: ServiceMonitorList}
        scope: Namespaced
        versions:
        - name: v1
          served: true
          storage: true
          schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
      """;

    private ServiceMonitors() {}
}
