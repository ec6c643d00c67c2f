package dev.sild.podman;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What {@code podman kube play} does that is written in no manual and that the renderer builds on. When one of these
 * fails with a newer podman, the podman profile has to follow.
 */
@OnPodman
class KubePlayFactsTest {
    @AutoClose
    private static PodmanMachine podman;

    @BeforeAll
    static void playOnce() {
        podman = PodmanMachine.start();
        StandIns.busybox();
        Path project = podman.folder("facts");
        podman.play(Sild.file(project, "pods.yaml", PODS));
        await().atMost(90, SECONDS).until(() -> podman.logs("values-one").contains("ready"));
    }

    @Test
    void valuesOfVariablesAreLiteral() {
        assertThat(podman.exec("values-one", "env"))
                .contains("PLAIN=pa$$word\n", "REFERENCE=$(KNOWN)$(UNKNOWN)$$(KNOWN)\n", "SECRET=s$$e$(KNOWN)t\n");
    }

    @Test
    void commandsAndArgumentsAreExpandedAsInKubernetes() {
        assertThat(podman.logs("values-one")).startsWith("""
        [pa$word]
        [known]
        [yes]
        [$(UNKNOWN)]
        [$(KNOWN)]
        [$KNOWN ${KNOWN} $(date)]
        [$$(KNOWN)]
        [s$$e$(KNOWN)t]
        ready
        """);
    }

    @Test
    void aPodIsFoundByItsNameItsContainersNamesAndItsHostname() {
        for (String name : new String[] {"values", "one", "two", "first-alias"}) {
            assertThat(podman.exec("asker-asker", "nslookup", name)).as(name).contains("Name:\t" + name);
        }
        assertThat(podman.tryRun(Duration.ofSeconds(60), "exec", "asker-asker", "nslookup", "values-one")
                        .exitCode())
                .isNotZero();
    }

    @Test
    void aNameIsFoundInCapitalsToo() {
        assertThat(podman.exec("asker-asker", "nslookup", "Values")).contains("Name:\tValues");
    }

    @Test
    void scratchVolumesOfOneNameAreOneVolume() {
        podman.exec("values-one", "touch", "/scratch/seen");
        assertThat(podman.exec("asker-asker", "ls", "/scratch")).isEqualTo("seen\n");
    }

    @Test
    void onlyTheDefaultModeOfFilesCounts() {
        assertThat(podman.exec("values-one", "stat", "-c", "%a", "/files/script"))
                .isEqualTo("755\n");
        assertThat(podman.exec("values-one", "stat", "-c", "%a", "/elsewhere/deep/script"))
                .isEqualTo("755\n");
    }

    @Test
    void aNewClaimIsFilledFromTheImage() {
        assertThat(podman.exec("values-one", "cat", "/seed/file")).isEqualTo("from the image\n");
    }

    @Test
    void kindsOfNoUseAreSkipped() {
        assertThat(podman.run("pod", "ps", "--format", "{{.Name}}").lines())
                .containsExactlyInAnyOrder("values", "asker");
    }

    private static final String PODS = """
      apiVersion: v1
      kind: Service
      metadata: {name: values}
      spec: {ports: [{port: 80}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: values}
      spec:
        hostname: first-alias
        terminationGracePeriodSeconds: 0
        containers:
        - name: one
          image: localhost/sild-busybox:1
          env:
          - {name: KNOWN, value: known}
          - {name: PLAIN, value: 'pa$$word'}
          - {name: REFERENCE, value: '$(KNOWN)$(UNKNOWN)$$(KNOWN)'}
          - {name: SECRET, valueFrom: {secretKeyRef: {name: values-secret, key: password}}}
          command: [sh, -c, 'for a in "$@"; do echo "[$a]"; done; echo ready; sleep 1000', sh, 'pa$$word', '$(KNOWN)']
          args: ['$(FROM_IMAGE)', '$(UNKNOWN)', '$$(KNOWN)', '$KNOWN ${KNOWN} $(date)', '$$$$(KNOWN)', '$(SECRET)']
          volumeMounts:
          - {name: files, mountPath: /files}
          - {name: files, mountPath: /elsewhere/deep/script, subPath: script, readOnly: true}
          - {name: scratch, mountPath: /scratch}
          - {name: claim, mountPath: /seed}
        - {name: two, image: 'localhost/sild-busybox:1'}
        volumes:
        - {name: files, configMap: {name: values-files, defaultMode: 0755, items: [{key: s, path: script, mode: 0600}]}}
        - {name: scratch, emptyDir: {}}
        - {name: claim, persistentVolumeClaim: {claimName: values-claim}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: asker}
      spec:
        terminationGracePeriodSeconds: 0
        containers:
        - {name: asker, image: 'localhost/sild-busybox:1', volumeMounts: [{name: scratch, mountPath: /scratch}]}
        volumes:
        - {name: scratch, emptyDir: {}}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: values-secret}
      stringData: {password: 's$$e$(KNOWN)t'}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: values-files}
      data: {s: 'true'}
      """;
}
