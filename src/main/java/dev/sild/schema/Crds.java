package dev.sild.schema;

import dev.sild.report.InputException;
import dev.sild.yaml.KubernetesDialect;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.YamlLimits;
import dev.sild.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The definitions of Sild's own custom resources, packaged with it as they are in {@code crds/}. */
public record Crds(List<Crd> all) {
    private static final List<String> FILES =
            List.of("microservicestacks.sild.dev.yaml", "monitoringstacks.sild.dev.yaml", "webstacks.sild.dev.yaml");

    public Crds {
        all = List.copyOf(all);
    }

    /** Parsed on first use: most commands need none of them. */
    private static final class Packed {
        private static final Crds ALL =
                new Crds(FILES.stream().map(Crds::packed).toList());
    }

    /** Returns the definitions that this version of Sild serves. */
    public static Crds ofSild() {
        return Packed.ALL;
    }

    /**
     * Returns the definition that {@code text} holds.
     *
     * @throws InputException where it is not YAML
     */
    public static Crd parse(String text, String file) throws InputException {
        return Crd.of((MapNode) document(text, file), text);
    }

    static Node document(String text, String file) throws InputException {
        return YamlReader.read(text, file, new KubernetesDialect(), YamlLimits.DEFAULT)
                .get(0)
                .root();
    }

    /** Returns the definition of a resource by its API version and kind. */
    public Optional<Crd> of(String apiVersion, String kind) {
        return all.stream()
                .filter(crd -> crd.kind().equals(kind) && crd.apiVersion().equals(apiVersion))
                .findFirst();
    }

    /** Returns the definition of a resource by any name that people call it; upper and lower case are the same. */
    public Optional<Crd> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return all.stream().filter(crd -> crd.names().contains(lower)).findFirst();
    }

    private static Crd packed(String file) {
        try (InputStream stream = Crds.class.getResourceAsStream("/crds/" + file)) {
            if (stream == null) {
                throw new IllegalStateException(
                        "the custom resource definition " + file + " is missing from the program");
            }
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InputException e) {
            throw new IllegalStateException(
                    "the custom resource definition " + file + " is not valid YAML: " + e.getMessage(), e);
        }
    }
}
