package dev.sild.compose.translate.container;

import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.MetadataKeys;
import dev.sild.compose.translate.source.Secrecy;
import dev.sild.model.Text;
import dev.sild.report.Code;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Labels and annotations of a service. Compose's values are free text, as those of annotations are;
 * {@code deploy.labels} are the service's own and not its containers', so they are labels of the workload where
 * Kubernetes allows them.
 *
 * @param labels the labels of the workload
 * @param annotations the annotations of the workload and its pods
 */
public record Annotations(Map<String, String> labels, Map<String, String> annotations) {

    /** Reads {@code labels}, {@code deploy.labels} and {@code annotations}; the loader has read {@code label_file}. */
    public static Annotations of(Attribute service, Secrecy secrecy) {
        Annotations all = new Annotations(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (Attribute map :
                List.of(service.get("labels"), service.get("deploy").get("labels"), service.get("annotations"))) {
            boolean deployed = map.path().endsWith(".deploy.labels");
            map.entries().forEach((key, value) -> {
                boolean label = map.path().endsWith("labels");
                if (!(label && ScheduleLabels.isOne(key)) && !(label && !deployed && KomposeLabels.isOne(key))) {
                    all.read(key, value, deployed, secrecy);
                }
            });
        }
        ScheduleLabels.report(service);
        service.get("label_file").done();
        return all;
    }

    private void read(String key, Attribute value, boolean deployed, Secrecy secrecy) {
        Text text = value.text();
        if (!MetadataKeys.isKey(key) && MetadataKeys.isOfProxy(key)) {
            // It has no effect on pods in any case, and what a route cannot say of it is reported with the route.
            value.done();
        } else if (!MetadataKeys.isKey(key)) {
            value.lost(
                    "not a valid Kubernetes annotation",
                    "use letters, digits, '-', '_' and '.', at most 63 characters, after an optional DNS"
                            + " prefix and '/'");
        } else if (secrecy.isSecret(key, text)) {
            value.found(
                    Code.SECRET_LEFT_OUT,
                    "annotations are not confidential",
                    "use an environment variable or a secret");
        } else if (deployed && MetadataKeys.isReserved(key)) {
            value.noteApproximated(
                    "Sild finds its objects by this label; yours becomes an annotation",
                    "use another key, such as example.com/" + key.substring(key.indexOf('/') + 1));
            annotations.put(key, text.value());
        } else if (deployed && MetadataKeys.isLabelValue(text.value()) && !key.startsWith("traefik.")) {
            labels.put(key, text.value());
        } else {
            annotations.put(key, text.value());
        }
    }
}
