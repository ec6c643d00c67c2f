package dev.sild.compose.translate;

import dev.sild.model.Placement;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a service may run.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/deploy/#placement">placement</a>
 */
final class Placing {
  private Placing() {}

  static Placement of(Attribute service) {
    Map<String, String> wanted = new LinkedHashMap<>();
    Map<String, String> unwanted = new LinkedHashMap<>();
    platform(service.get("platform"), wanted);
    Attribute placement = service.get("deploy").get("placement");
    for (Attribute constraint : placement.get("constraints").items()) {
      constrain(constraint, wanted, unwanted);
    }
    List<String> spread = new ArrayList<>();
    for (Attribute preference : placement.get("preferences").items()) {
      String over = preference.get("spread").string();
      String label = over.startsWith("node.labels.") ? over.substring("node.labels.".length()) : over;
      if (!MetadataKeys.isKey(label)) {
        preference.found(Code.NOT_CARRIED, "Kubernetes' nodes have no '" + over + "'", "");
      } else if (!spread.contains(label)) {
        spread.add(label);
      }
    }
    return new Placement(wanted, unwanted, spread);
  }

  private static void platform(Attribute platform, Map<String, String> wanted) {
    String[] parts = platform.string().split("/");
    if (parts[0].isEmpty()) {
      return;
    }
    boolean architectureOnly = parts.length == 1 && !parts[0].equals("linux") && !parts[0].equals("windows");
    if (!architectureOnly) {
      wanted.put("kubernetes.io/os", parts[0]);
    }
    if (architectureOnly || parts.length > 1) {
      wanted.put("kubernetes.io/arch", switch (architectureOnly ? parts[0] : parts[1]) {
        case "x86_64", "x86-64" -> "amd64";
        case "aarch64" -> "arm64";
        default -> architectureOnly ? parts[0] : parts[1];
      });
    }
  }

  private static void constrain(Attribute constraint, Map<String, String> wanted, Map<String, String> unwanted) {
    String text = constraint.string();
    int operator = text.indexOf("!=") >= 0 ? text.indexOf("!=") : text.indexOf("==");
    if (operator < 0) {
      constraint.found(Code.NOT_CARRIED, "'" + text + "' compares nothing with == or !=", "");
      return;
    }
    String left = text.substring(0, operator).trim();
    String value = text.substring(operator + 2).trim();
    boolean equal = text.startsWith("==", operator);
    if (left.equals("node.role")) {
      boolean manager = value.equals("manager") == equal;
      put(manager ? wanted : unwanted, "node-role.kubernetes.io/control-plane", "", constraint);
      return;
    }
    String label = switch (left) {
      case "node.hostname" -> "kubernetes.io/hostname";
      case "node.platform.os" -> "kubernetes.io/os";
      case "node.platform.arch" -> "kubernetes.io/arch";
      default -> left.startsWith("node.labels.") ? left.substring("node.labels.".length()) : "";
    };
    if (!MetadataKeys.isKey(label) || !MetadataKeys.isLabelValue(value)) {
      constraint.found(Code.NOT_CARRIED, "Kubernetes' nodes have no '" + left + "' of that value", "");
      return;
    }
    put(equal ? wanted : unwanted, label, value, constraint);
  }

  private static void put(Map<String, String> labels, String label, String value, Attribute constraint) {
    String other = labels.putIfAbsent(label, value);
    if (other != null && !other.equals(value)) {
      constraint.found(Code.NOT_CARRIED, "'" + label + "' is already compared with '" + other + "'", "");
    }
  }
}
