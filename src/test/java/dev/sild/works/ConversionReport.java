package dev.sild.works;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What {@code sild convert --report json} said: the only place that may excuse a difference. */
record ConversionReport(List<Said> findings) {
    private static final Pattern RENAMED = Pattern.compile(
            "'(.*)' is not a valid name in Kubernetes; (?:it is changed to|the service resolves as) '(.*)'");
    private static final Pattern AS_WRITTEN =
            Pattern.compile("'(.*)' resolves as written.*; it is '(.*)' in the manifests");
    private static final Set<String> PACKAGES = Set.of("node_modules", "bower_components", ".venv");
    private static final Set<String> FAULTS = Set.of("lost", "approximated");

    /** Codes that say that a file or folder is not mounted with what it has on this machine. */
    private static final Set<String> NOT_MOUNTED = Set.of(
            "SILD-BIND-MISSING",
            "SILD-BIND-OUTSIDE",
            "SILD-FOLDER-OUTSIDE",
            "SILD-BIND-TOO-LARGE",
            "SILD-BIND-AS-CLAIM",
            "SILD-BIND-NOT-COPIED",
            "SILD-BIND-DATA-FILE",
            "SILD-CLAIM-TO-FILL",
            "SILD-BIND-HOST-PATH",
            "SILD-BIND-NODE-DATA",
            "SILD-BIND-IN-IMAGE",
            "SILD-BIND-UNREAD",
            "SILD-ENGINE-LOGS",
            "SILD-ENGINE-SOCKET",
            "SILD-DEVELOPER-CERTIFICATE",
            "SILD-STORAGE-LOST",
            "SILD-NOT-CARRIED");

    /** One finding. */
    record Said(String code, String outcome, String attribute, String reason, String remedy) {
        boolean isAbout(String path) {
            return attribute.equals(path) || attribute.startsWith(path + ".") || attribute.startsWith(path + "[");
        }
    }

    static ConversionReport of(String json) {
        try {
            List<Said> findings = new ArrayList<>();
            for (JsonNode finding : new ObjectMapper().readTree(json).get("findings")) {
                findings.add(new Said(
                        finding.get("code").asText(),
                        finding.get("outcome").asText(),
                        finding.get("attribute").asText(),
                        finding.get("reason").asText(),
                        finding.get("remedy").asText()));
            }
            return new ConversionReport(findings);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    /** Returns the names that were changed, each with what it became. */
    Map<String, String> renamed() {
        Map<String, String> renamed = new LinkedHashMap<>(names("SILD-NAME-CHANGED", RENAMED));
        names("SILD-HOST-REPLACED", RENAMED).forEach(renamed::putIfAbsent);
        return renamed;
    }

    /**
     * Returns what a service's container is called: the service's name, or what the report says it is in the manifests.
     */
    String container(String service) {
        return renamed()
                .getOrDefault(service, names("SILD-NAME-AS-WRITTEN", AS_WRITTEN).getOrDefault(service, service));
    }

    private Map<String, String> names(String code, Pattern reason) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Said finding : findings) {
            Matcher name = reason.matcher(finding.reason());
            if (finding.code().equals(code) && name.lookingAt()) {
                names.putIfAbsent(name.group(1), name.group(2));
            }
        }
        return names;
    }

    /** Whether an attribute, or a part of it, is said to be lost or to be in the output in another form. */
    boolean admits(String path) {
        return findings.stream().anyMatch(finding -> FAULTS.contains(finding.outcome()) && finding.isAbout(path));
    }

    /** Whether a finding names an object, which is to be made by hand. */
    boolean names(String object) {
        return findings.stream()
                .anyMatch(finding -> (finding.reason() + finding.remedy()).contains("'" + object + "'"));
    }

    /** Whether there is a finding of that code on an attribute or a part of it. */
    boolean says(String code, String path) {
        return findings.stream().anyMatch(finding -> finding.code().equals(code) && finding.isAbout(path));
    }

    /** Whether there is a finding of that code on an attribute, or a part of it, that holds a text. */
    boolean says(String code, String path, String text) {
        return findings.stream()
                .anyMatch(finding -> finding.code().equals(code)
                        && finding.isAbout(path)
                        && finding.reason().contains(text));
    }

    /** Whether a file or folder is said not to be mounted with what it has on this machine. */
    boolean saysNotMounted(String attribute, String path) {
        return findings.stream()
                        .filter(finding -> finding.isAbout(attribute))
                        .anyMatch(finding -> NOT_MOUNTED.contains(finding.code())
                                || finding.reason().startsWith("packages that are installed on this machine")
                                        && Stream.of(path.split("/")).anyMatch(PACKAGES::contains)
                                || (finding.code().equals("SILD-FILES-LEFT-OUT")
                                        && Set.of(path.split("/")).stream()
                                                .anyMatch(
                                                        part -> finding.reason().contains(part))))
                || says("SILD-BIND-MISSING", resource(attribute))
                || says("SILD-BIND-OUTSIDE", resource(attribute))
                || says("SILD-SECRET-TO-CREATE", "");
    }

    /** Returns where the secret or config is declared that an attribute uses. */
    private String resource(String attribute) {
        return attribute.contains(".secrets[") ? "secrets" : attribute.contains(".configs[") ? "configs" : attribute;
    }
}
