package dev.sild.kubernetes.objects;

import dev.sild.model.Origin;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.secrets.KnownSecrets;
import dev.sild.secrets.Span;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Known secret values in objects other than Secrets: whichever attribute they came from, anyone who may read the object
 * sees them.
 */
public final class ClearSecrets {
    private final KnownSecrets secrets;
    /** The first field that each is in, by name. */
    private final Map<String, String> fields = new LinkedHashMap<>();

    private ClearSecrets(KnownSecrets secrets) {
        this.secrets = secrets;
    }

    /**
     * Returns a finding for each secret in clear text.
     *
     * @param places where the input holds each secret, by name
     */
    public static List<Finding> find(
            List<HasMetadata> objects, KnownSecrets secrets, Map<String, List<Origin>> places) {
        ClearSecrets clear = new ClearSecrets(secrets);
        if (!secrets.isEmpty()) {
            objects.stream().filter(object -> !(object instanceof Secret)).forEach(clear::look);
        }
        List<Finding> findings = new ArrayList<>();
        clear.fields.forEach((name, field) -> {
            List<Origin> origins = places.getOrDefault(name, List.of());
            findings.add(new Finding(
                    Code.SECRET_IN_CLEAR,
                    origin(origins),
                    "the value of " + name + " is in clear text in the " + secrets.redact(field),
                    "use `environment` or a secret, or mark it as harmless with 'x-sild: {plain: [" + name + "]}'"));
        });
        return findings;
    }

    /** The environment keeps its secrets: another place is what the user must look at. */
    private static Origin origin(List<Origin> origins) {
        return origins.stream()
                .filter(origin -> !origin.path().contains(".environment"))
                .findFirst()
                .orElse(origins.isEmpty() ? Origin.NONE : origins.get(0));
    }

    private void look(HasMetadata object) {
        walk(
                ObjectTree.of(object),
                object.getKind() + " '" + object.getMetadata().getName() + "'",
                "");
    }

    private void walk(Object value, String object, String path) {
        if (value instanceof String text) {
            note(text, object, path);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> {
                note((String) key, object, path);
                walk(each, object, path.isEmpty() ? (String) key : path + "." + key);
            });
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                walk(list.get(i), object, path + "[" + i + "]");
            }
        }
    }

    private void note(String text, String object, String path) {
        for (Span span : secrets.foldedIn(text)) {
            // The name of a variable tells nothing new, even if its value is a part of it: SHOP_TOKEN=shop_token.
            if (text.equals(span.name())) {
                continue;
            }
            fields.putIfAbsent(span.name(), object + ", " + path);
        }
    }
}
