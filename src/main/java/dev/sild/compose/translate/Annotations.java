package dev.sild.compose.translate;

import dev.sild.model.Text;
import dev.sild.report.Code;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Labels and annotations of a service as annotations: compose's values are free text, as a label's may not be. */
final class Annotations {
  private Annotations() {}

  static Map<String, String> of(Attribute service) {
    Map<String, String> annotations = new LinkedHashMap<>();
    List<Attribute> all =
        List.of(service.get("labels"), service.get("deploy").get("labels"), service.get("annotations"));
    for (Attribute labels : all) {
      labels.entries().forEach((key, value) -> {
        Text text = value.text();
        if (!MetadataKeys.isKey(key)) {
          value.found(Code.NOT_CARRIED, "Kubernetes allows no annotation of that name", "");
        } else if (Secrecy.isSecret(key, text)) {
          value.found(Code.SECRET_LEFT_OUT, "an annotation can be read by everybody", "");
        } else {
          annotations.put(key, text.value());
        }
      });
    }
    if (annotations.keySet().stream().anyMatch(key -> key.startsWith("traefik."))) {
      service.get("labels").note(Code.APPROXIMATED, "in Kubernetes Traefik reads no labels of containers: they are kept"
          + " as annotations, and route nothing", "convert with --expose ingress");
    }
    return annotations;
  }
}
