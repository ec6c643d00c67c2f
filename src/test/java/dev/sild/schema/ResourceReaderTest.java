package dev.sild.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.yaml.YamlLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of documents that an API server refuses: place, words, and nothing of those that it takes. */
class ResourceReaderTest {
    private static final String CRD = """
      spec:
        group: test.dev
        names: {kind: Thing, plural: things, singular: thing, shortNames: [th]}
        versions:
        - name: v1
          served: true
          schema:
            openAPIV3Schema:
              type: object
              required: [spec]
              properties:
                spec:
                  type: object
                  required: [image]
                  properties:
                    image: {type: string, maxLength: 10, pattern: '^[a-z]+$'}
                    replicas: {type: integer, format: int32, minimum: 1, maximum: 5, default: 1}
                    mode: {type: string, enum: [Full, Half], default: Full}
                    ratio: {type: number, exclusiveMinimum: true, minimum: 0}
                    size: {x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}]}
                    since: {type: string, format: date-time}
                    if: {type: boolean}
                    labels:
                      type: object
                      maxProperties: 2
                      additionalProperties:
                        type: string
                        x-kubernetes-validations:
                        - {rule: self != 'bad', message: not bad}
                    free: {type: object, x-kubernetes-preserve-unknown-fields: true}
                    names: {type: array, items: {type: string}, x-kubernetes-list-type: set}
                    env:
                      type: array
                      maxItems: 3
                      x-kubernetes-list-type: map
                      x-kubernetes-list-map-keys: [name]
                      items:
                        type: object
                        required: [name]
                        properties: {name: {type: string}, value: {type: string, default: ""}}
                    storage:
                      type: object
                      default: {}
                      properties: {size: {type: string, default: 1Gi}, note: {type: string, nullable: true}}
                  x-kubernetes-validations:
                  - rule: '!(has(self.__if__) && self.__if__) || self.mode == "Full"'
                    message: if needs mode Full
                    fieldPath: .mode
                  - rule: '!has(self.ratio) || self.ratio < 2.0'
                    messageExpression: '"too much for " + self.image'
                  - rule: self.image == oldSelf.image
                    message: image cannot change
                status: {type: object, properties: {ready: {type: boolean}}}
      """;
    private static final String HEAD = "apiVersion: test.dev/v1\nkind: Thing\nmetadata: {name: a}\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{image: a, replica: 2} | 4:18 | unknown field \"spec.replica\" | did you mean replicas?",
                "{} | 4:7 | spec.image: Required value | see 'sild explain thing.spec.image'",
                "{image: 5} | 4:15 | spec.image: Invalid value: \"integer\": spec.image in body must be of type"
                        + " string: \"integer\" | put the value in quotes",
                "{image: abcdefghijk} | 4:15 | spec.image: Too long: may not be more than 10 bytes | see 'sild"
                        + " explain thing.spec.image'",
                "{image: A} | 4:15 | spec.image: Invalid value: \"A\": spec.image in body should match"
                        + " '^[a-z]+$' | see 'sild explain thing.spec.image'",
                "{image: a, replicas: 6} | 4:28 | spec.replicas: Invalid value: 6: spec.replicas in body should"
                        + " be less than or equal to 5 | see 'sild explain thing.spec.replicas'",
                "{image: a, replicas: 0} | 4:28 | spec.replicas: Invalid value: 0: spec.replicas in body should"
                        + " be greater than or equal to 1 | see 'sild explain thing.spec.replicas'",
                "{image: a, replicas: \"2\"} | 4:28 | spec.replicas: Invalid value: \"string\": spec.replicas"
                        + " in body must be of type integer: \"string\" | see 'sild explain thing.spec.replicas'",
                "{image: a, mode: Ful} | 4:24 | spec.mode: Unsupported value: \"Ful\": supported values:"
                        + " \"Full\", \"Half\" | ''",
                "{image: a, ratio: 0} | 4:25 | spec.ratio: Invalid value: 0: spec.ratio in body should be"
                        + " greater than 0 | see 'sild explain thing.spec.ratio'",
                "{image: a, ratio: 3} | 4:7 | spec: Invalid value: \"object\": too much for a | ''",
                "{image: a, if: yes, mode: Half} | 4:33 | spec.mode: Invalid value: \"object\": if needs"
                        + " mode Full | ''",
                "{image: a, labels: {x: bad}} | 4:30 | spec.labels[x]: Invalid value: \"string\": not bad | ''",
                "{image: a, labels: {a: a, b: b, c: c}} | 4:26 | spec.labels: Too many: 3: must have at most 2"
                        + " items | see 'sild explain thing.spec.labels'",
                "{image: a, names: [x, z, x]} | 4:32 | spec.names[2]: Duplicate value: \"x\" | keep one of them",
                "{image: a, env: [{name: x}, {name: x}]} | 4:35 | spec.env[1]: Duplicate value:"
                        + " {\"name\":\"x\"} | keep one of them",
                "{image: a, env: [{value: x}]} | 4:24 | spec.env[0].name: Required value | see 'sild explain"
                        + " thing.spec.env.name'",
                "{image: a, since: soon} | 4:25 | spec.since: Invalid value: \"soon\": spec.since in body must"
                        + " be of type date-time: \"soon\" | see 'sild explain thing.spec.since'",
                "{image: a, storage: {sise: 1}} | 4:28 | unknown field \"spec.storage.sise\" | did you mean size?"
            })
    void saysWhatAnApiServerSays(String spec, String place, String reason, String remedy) {
        Finding finding = onlyFinding(HEAD + "spec: " + spec + "\n");

        assertThat(finding.reason()).isEqualTo(reason);
        assertThat(finding.origin().position()).isEqualTo("f.yaml:" + place);
        assertThat(finding.remedy()).isEqualTo(remedy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{image: a, ratio: 1}",
                "{image: a, size: 5}",
                "{image: a, size: 5Gi}",
                "{image: a, free: {x: {y: [1]}}}",
                "{image: a, replicas: 2.0}",
                "{image: a, replicas: null}",
                "{image: a, labels: null}",
                "{image: a, if: yes}",
                "{image: a, storage: {note: null}}",
                "{image: a, since: 2026-01-01T00:00:00Z}"
            })
    void takesWhatAnApiServerTakes(String spec) throws InputException {
        assertThat(read(HEAD + "spec: " + spec + "\n")).hasSize(1);
    }

    @Test
    void fillsInDefaultsAsAnApiServerDoes() throws InputException {
        Resource resource = read(HEAD + "spec: {image: a, mode: null, env: [{name: x}], storage: {note: null}}\n")
                .get(0);

        Map<String, Object> storage = new HashMap<>(Map.of("size", "1Gi"));
        storage.put("note", null);
        assertThat(resource.json().get("spec"))
                .isEqualTo(Map.of(
                        "image",
                        "a",
                        "mode",
                        "Full",
                        "replicas",
                        1L,
                        "env",
                        List.of(Map.of("name", "x", "value", "")),
                        "storage",
                        storage));
    }

    @Test
    void looksAtNoRuleWhereATypeIsWrong() {
        assertThat(findings(HEAD + "spec: {image: a, ratio: 3, mode: 5}\n"))
                .extracting(Finding::reason)
                .noneMatch(reason -> reason.contains("too much"));
    }

    @Test
    void findsAllThatIsWrongInAllDocuments() {
        String text =
                HEAD + "spec: {imagee: a}\n---\n" + HEAD + "spec: {image: a}\n---\n" + HEAD + "spec: {image: A}\n";

        assertThat(findings(text))
                .extracting(finding -> finding.origin().line())
                .containsExactly(4, 4, 14);
    }

    @Test
    void leavesTheStatusToTheOperatorButNotItsFields() throws InputException {
        assertThat(read(HEAD + "spec: {image: a}\nstatus: {ready: 5}\n").get(0).json())
                .doesNotContainKey("status");
        assertThat(onlyFinding(HEAD + "spec: {image: a}\nstatus: {redy: true}\n")
                        .reason())
                .isEqualTo("unknown field \"status.redy\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 3:11 | metadata.name: Required value: name or generateName is required",
                "{name: A_b} | 3:18 | metadata.name: Invalid value: \"A_b\": a lowercase RFC 1123 subdomain"
                        + " must consist of lower"
                        + " case alphanumeric characters, '-' or '.', and must start and end with an"
                        + " alphanumeric character",
                "{name: a, label: {}} | 3:21 | unknown field \"metadata.label\"",
                "{name: a, labels: {x: 1}} | 3:33 | metadata.labels.x: Invalid value: \"integer\":"
                        + " metadata.labels.x in body must be"
                        + " of type string: \"integer\""
            })
    void checksMetadata(String metadata, String place, String reason) {
        Finding finding =
                onlyFinding("apiVersion: test.dev/v1\nkind: Thing\nmetadata: " + metadata + "\nspec: {image: a}\n");

        assertThat(finding.reason()).isEqualTo(reason);
        assertThat(finding.origin().position()).isEqualTo("f.yaml:" + place);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apiVersion: test.dev/v1, kind: Thin | 1:33 | unknown kind Thin of test.dev/v1 | did you mean"
                        + " Thing? supported kinds: Thing of test.dev/v1",
                "apiVersion: test.dev/v2, kind: Thing | 1:14 | unknown kind Thing of test.dev/v2 | supported kinds:"
                        + " Thing of test.dev/v1",
                "apiVersion: apps/v1, kind: Deployment | 1:29 | unknown kind Deployment of apps/v1 | supported kinds:"
                        + " Thing of test.dev/v1",
                "a: b | 1:1 | `kind` is missing | supported kinds: Thing of test.dev/v1"
            })
    void saysWhichKindsThereAre(String document, String place, String reason, String remedy) {
        Finding finding = onlyFinding("{" + document + "}");

        assertThat(finding.reason()).isEqualTo(reason);
        assertThat(finding.remedy()).isEqualTo(remedy);
        assertThat(finding.origin().position()).isEqualTo("f.yaml:" + place);
    }

    @Test
    void readsTheItemsOfAList() throws InputException {
        assertThat(read("apiVersion: v1\nkind: List\nitems:\n- apiVersion: test.dev/v1\n  kind: Thing\n"
                        + "  metadata: {name: a, namespace: home}\n  spec: {image: a}\n"))
                .singleElement()
                .satisfies(resource -> {
                    assertThat(resource.name()).isEqualTo("a");
                    assertThat(resource.namespace()).contains("home");
                });
    }

    private static List<Resource> read(String text) throws InputException {
        return new ResourceReader(new Crds(List.of(Crds.parse(CRD, "crd"))), YamlLimits.DEFAULT).read(text, "f.yaml");
    }

    private static List<Finding> findings(String text) {
        return catchThrowableOfType(InputException.class, () -> read(text)).findings();
    }

    private static Finding onlyFinding(String text) {
        List<Finding> findings = findings(text);
        assertThat(findings).as(findings.toString()).hasSize(1);
        return findings.get(0);
    }
}
