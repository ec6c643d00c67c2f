package dev.sild.compose.translate.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.report.Code;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossKindsTest {
    @ParameterizedTest
    @CsvSource({
        "services.web.networks.front.ipv4_address, NETWORK_LOST",
        "services.web.ports[0].mode, NETWORK_LOST",
        "services.my.web.uts, NAMESPACE_LOST",
        "services.web.deploy.restart_policy.window, RESTART_LOST",
        "services.web.deploy.resources.limits.memory, RESOURCES_LOST",
        "services.web.deploy.resources.reservations.devices[0].driver, NODE_LOST",
        "services.web.deploy.replicas, ROLLOUT_LOST",
        "services.web.labels.kompose.image-pull-policy, LABEL_LOST",
        "volumes.data.driver_opts.type, STORAGE_LOST",
        "networks.front.ipam.driver, NETWORK_LOST",
        "secrets.key.labels, FILE_LOST",
        "services.web, NOT_CARRIED",
        "models.large.name, NOT_CARRIED",
        "'', NOT_CARRIED"
    })
    void lossHasTheCodeOfItsSubject(String path, Code code) {
        assertThat(LossKinds.narrow(Code.NOT_CARRIED, path, Set.of())).isEqualTo(code);
        assertThat(code.isIn(Code.NOT_CARRIED)).isTrue();
    }

    @Test
    void approximationsHaveCodesOfTheirOwn() {
        assertThat(LossKinds.narrow(Code.APPROXIMATED, "services.web.restart", Set.of()))
                .isEqualTo(Code.RESTART_DIFFERS);
        assertThat(Code.RESTART_DIFFERS.isIn(Code.APPROXIMATED)).isTrue();
        assertThat(Code.RESTART_DIFFERS.isIn(Code.NOT_CARRIED)).isFalse();
    }

    @Test
    void otherCodesStayAsTheyAre() {
        assertThat(LossKinds.narrow(Code.BIND_MISSING, "services.web.volumes[0]", Set.of()))
                .isEqualTo(Code.BIND_MISSING);
    }

    @Test
    void namesWithDotsAreNotAttributes() {
        Set<String> services = Set.of("my.networks", "my");
        assertThat(LossKinds.narrow(Code.NOT_CARRIED, "services.my.networks.uts", services))
                .isEqualTo(Code.NAMESPACE_LOST);
        assertThat(LossKinds.narrow(Code.NOT_CARRIED, "services.my.networks.deploy.mode", services))
                .isEqualTo(Code.ROLLOUT_LOST);
    }
}
