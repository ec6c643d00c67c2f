package dev.sild.stacks.monitoring;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Alloy's configuration: the logs of pods, asked of the API server, on their way to Loki.
 *
 * @see <a
 *     href="https://grafana.com/docs/alloy/latest/reference/components/loki/loki.source.kubernetes/">loki.source.kubernetes</a>
 * @see <a
 *     href="https://grafana.com/docs/alloy/latest/reference/components/discovery/discovery.kubernetes/">discovery.kubernetes</a>
 */
final class AlloyConf {
    private static final String TEXT = """
      // The pods whose logs are shipped.
      discovery.kubernetes "pods" {
        role = "pod"
      %s}

      discovery.relabel "logs" {
        targets = discovery.kubernetes.pods.targets

        rule {
          source_labels = ["__meta_kubernetes_namespace"]
          target_label  = "namespace"
        }

        rule {
          source_labels = ["__meta_kubernetes_pod_name"]
          target_label  = "pod"
        }

        rule {
          source_labels = ["__meta_kubernetes_pod_container_name"]
          target_label  = "container"
        }

        rule {
          source_labels = ["__meta_kubernetes_pod_label_app_kubernetes_io_instance"]
          target_label  = "stack"
        }

        rule {
          source_labels = ["__meta_kubernetes_pod_label_app_kubernetes_io_component"]
          target_label  = "component"
        }
      }

      // Through the API: no folder of a node is mounted for it.
      loki.source.kubernetes "pods" {
        targets    = discovery.relabel.logs.output
        forward_to = [loki.write.loki.receiver]
      }

      loki.write "loki" {
        endpoint {
          url = "http://%s/loki/api/v1/push"
        }
      }
      """;

    private AlloyConf() {}

    /**
     * Returns the text of the file.
     *
     * @param loki where Loki is, as host:port
     * @param clusterWide whether pods of other namespaces are seen
     * @param namespaces the namespaces; none for all that are seen
     */
    static String text(String loki, boolean clusterWide, List<String> namespaces) {
        return TEXT.formatted(namespaces(clusterWide, namespaces), loki);
    }

    private static String namespaces(boolean clusterWide, List<String> namespaces) {
        if (!namespaces.isEmpty()) {
            return "\n  namespaces {\n    names = ["
                    + namespaces.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "))
                    + "]\n  }\n";
        }
        return clusterWide ? "" : "\n  namespaces {\n    own_namespace = true\n  }\n";
    }
}
