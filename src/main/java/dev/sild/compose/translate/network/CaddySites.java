package dev.sild.compose.translate.network;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.text.Caddyfile;
import dev.sild.model.Component;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.report.Code;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Caddyfiles of components: Caddy gets certificates for the names in them only where the internet reaches it. */
public final class CaddySites {
    private static final String NAME = "Caddyfile";

    private final Map<String, List<String>> texts = new HashMap<>();

    private CaddySites() {}

    /**
     * Finds them.
     *
     * @param images files that Dockerfiles copy into the images of components
     */
    public static CaddySites of(List<Component> components, FileBundles bundles, List<Files> images) {
        CaddySites sites = new CaddySites();
        for (Component component : components) {
            for (Mount mount : component.main().mounts()) {
                if (mount.source() instanceof Mount.OfFiles of) {
                    bundles.find(of.name())
                            .ifPresent(files -> files.entries().stream()
                                    .filter(entry -> (mount.path() + "/" + entry.path()).contains("/" + NAME))
                                    .forEach(entry -> sites.add(component.name(), entry)));
                }
            }
        }
        images.forEach(files -> files.owner()
                .ifPresent(owner -> files.entries().stream()
                        .filter(entry -> entry.key().endsWith("/" + NAME))
                        .forEach(entry -> sites.add(owner, entry))));
        return sites;
    }

    private void add(String component, Files.Entry entry) {
        texts.computeIfAbsent(component, first -> new ArrayList<>())
                .add(new String(entry.content(), StandardCharsets.UTF_8));
    }

    /** Reports the names of a service that is not exposed. */
    void report(Attribute service, String component) {
        Set<String> domains = new LinkedHashSet<>();
        for (String text : texts.getOrDefault(component, List.of())) {
            domains.addAll(Caddyfile.domains(
                    text, name -> service.get("environment").get(name).peek()));
        }
        if (!domains.isEmpty()) {
            String first = domains.iterator().next();
            service.get("ports")
                    .note(
                            Code.NOT_EXPOSED,
                            "Caddy of '" + component + "' requests certificates for " + first
                                    + (domains.size() > 1 ? " and " + (domains.size() - 1) + " more" : "")
                                    + ", which needs ports 80 and 443 to be open to the internet",
                            "convert with --expose loadbalancer and let the name lead to its address, or write"
                                    + " 'http://" + first
                                    + "' in the Caddyfile and use --expose ingress with --tls-secret");
        }
    }
}
