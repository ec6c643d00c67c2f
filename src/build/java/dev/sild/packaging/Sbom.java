package dev.sild.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The software bill of materials of a product. It has no time, and its serial number follows from its content, so that
 * the same build gives the same file.
 *
 * @see <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6</a>
 */
final class Sbom {
    private Sbom() {}

    static String of(String product, String version, List<Library> libraries) throws IOException {
        String components = libraries.stream().map(Sbom::component).collect(Collectors.joining(",\n"));
        String content = """
          "version": 1,
          "metadata": {
            "component": {
              "type": "application",
              "bom-ref": %1$s,
              "group": "dev.sild",
              "name": %2$s,
              "version": %3$s,
              "licenses": [{"license": {"id": "Apache-2.0"}}]
            }
          },
          "components": [
        %4$s
          ],
          "compositions": [{"aggregate": "complete", "assemblies": [%1$s]}]
        }
        """.formatted(quote(product + "@" + version), quote(product), quote(version), components);
        UUID serial = UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8));
        return """
        {
          "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
          "bomFormat": "CycloneDX",
          "specVersion": "1.6",
          "serialNumber": "urn:uuid:%s",
        """.formatted(serial) + content;
    }

    private static String component(Library library) {
        // The schema has identifiers for single licences only.
        String licence = library.licences().size() == 1
                ? "{\"license\": {\"id\": %s}}"
                        .formatted(quote(library.licences().get(0)))
                : "{\"expression\": %s}".formatted(quote(library.licenceExpression()));
        String references = library.url().isEmpty()
                ? ""
                : ",\n      \"externalReferences\": [{\"type\": \"website\", \"url\": %s}]"
                        .formatted(quote(library.url()));
        return """
            {
              "type": "library",
              "bom-ref": %1$s,
              "group": %2$s,
              "name": %3$s,
              "version": %4$s,
              "hashes": [{"alg": "SHA-256", "content": "%5$s"}],
              "licenses": [%6$s],
              "purl": %1$s%7$s
            }""".formatted(
                        quote(library.purl()),
                        quote(library.group()),
                        quote(library.name()),
                        quote(library.version()),
                        sha256(library),
                        licence,
                        references);
    }

    private static String sha256(Library library) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(library.jar())));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new PackagingException("cannot read " + library.jar() + ": " + e.getMessage());
        }
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c < ' ') {
                quoted.append("\\u%04x".formatted(c));
            } else {
                quoted.append(c == '"' || c == '\\' ? "\\" : "").append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
