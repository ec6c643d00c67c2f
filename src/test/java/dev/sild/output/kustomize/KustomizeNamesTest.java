package dev.sild.output.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which generated names have a hash: those that kustomize can rewrite in the base and in all components. */
class KustomizeNamesTest {
    private static final HasMetadata WEB = KustomizeFiles.deployment("web", true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kubectl,get,configmap,web-conf",
                "kubectl,get,configmap,-n,shop,web-conf",
                "watch,web-conf",
                "sh,-c,kubectl get configmap web-conf",
                "sh,-c,kubectl get cm -o yaml  'web-conf'; true",
                "watch,--name=web-conf"
            })
    void aNameInACommandIsNotHashed(String command) {
        assertThat(base(WEB, KustomizeFiles.deployment("watcher", false, command.split(","))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat,/etc/web-conf", "cat,web-conf.yaml", "start,my-web-conf", "start,web-conf-2"})
    void anotherNameThatContainsItDoesNotMatter(String command) {
        assertThat(base(WEB, KustomizeFiles.deployment("watcher", false, command.split(","))))
                .isTrue();
    }

    @Test
    void aNameInAnEnvironmentVariableIsNotHashed() {
        Deployment watcher = new DeploymentBuilder((Deployment) KustomizeFiles.deployment("watcher", false))
                .editSpec()
                .editTemplate()
                .editSpec()
                .editFirstContainer()
                .addNewEnv()
                .withName("WATCHED")
                .withValue("web-conf")
                .endEnv()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();

        assertThat(base(WEB, watcher)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            start,--host=web-conf                        | true
            kubectl,get,configmap,web-conf               | false
            sh,-c,kubectl get configmap -n shop web-conf | false
            """)
    void aNameThatAServiceHasTooIsAHostUnlessKubectlIsGivenIt(String command, boolean hashed) {
        HasMetadata service = new ServiceBuilder()
                .withMetadata(KustomizeFiles.named("web-conf"))
                .withNewSpec()
                .endSpec()
                .build();

        assertThat(base(WEB, service, KustomizeFiles.deployment("watcher", false, command.split(","))))
                .isEqualTo(hashed);
    }

    @Test
    void aNameInACommandInsideAFileIsNotHashed() {
        HasMetadata script = new ConfigMapBuilder()
                .withMetadata(KustomizeFiles.named("z-script"))
                .addToData("watch.py", "run(['kubectl', 'get', 'configmap', 'web-conf'])\n")
                .build();

        assertThat(base(WEB, script)).isFalse();
    }

    @Test
    void aProfilesCommandCountsForTheBaseToo() {
        HasMetadata file = KustomizeFiles.configMap("1");
        HasMetadata watcher = KustomizeFiles.deployment("watcher", false, "watch", "web-conf");

        assertThat(KustomizeFiles.of(List.of(file, WEB), Map.of("debug", List.of(file, WEB, watcher)))
                        .isHashed("base"))
                .isFalse();
    }

    @Test
    void baseAndComponentAgreeOnANameThatOnlyAJobOfTheBaseReads() {
        HasMetadata file = KustomizeFiles.configMap("1");
        HasMetadata job = KustomizeFiles.job();
        assertThat(KustomizeFiles.of(List.of(file, job), Map.of()).isHashed("base"))
                .isFalse();

        KustomizeFiles written = KustomizeFiles.of(
                List.of(file, job), Map.of("debug", List.of(KustomizeFiles.configMap("2"), job, WEB)));

        assertThat(written.isHashed("base")).isEqualTo(written.isHashed("components/debug"));
    }

    private static boolean base(HasMetadata... objects) {
        return KustomizeFiles.of(
                        Stream.concat(Stream.of(KustomizeFiles.configMap("1")), Stream.of(objects))
                                .toList(),
                        Map.of())
                .isHashed("base");
    }
}
