package dev.sild.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalForwardsTest {
    private static final String COMMAND = "kubectl port-forward service/web 8080:3000 8443:3001";

    private static Finding leads(String variables, int port, int local) {
        return new Finding(
                Code.NOT_EXPOSED,
                Origin.NONE,
                variables + " to port " + port + " of localhost; the port-forward command opens " + local + " there",
                "",
                "");
    }

    @Test
    void theCommandOpensThePortsToWhichVariablesLead() {
        assertThat(LocalForwards.instead(COMMAND, List.of(leads("URL leads", 80, 8080))))
                .isEqualTo(
                        "URL leads to port 80 of localhost: set another address, or use 'sudo -E kubectl port-forward"
                                + " service/web 80:3000 8443:3001'");
        assertThat(LocalForwards.instead(COMMAND, List.of(leads("A, B lead", 80, 8080), leads("C leads", 443, 8443))))
                .startsWith("A, B lead to port 80 of localhost, and C leads to port 443 of localhost: ")
                .endsWith("'sudo -E kubectl port-forward service/web 80:3000 443:3001'");
    }

    @Test
    void aCommandForOtherPortsStays() {
        assertThat(LocalForwards.instead(COMMAND, List.of(leads("URL leads", 81, 8081))))
                .isEmpty();
        assertThat(LocalForwards.instead(COMMAND, List.of())).isEmpty();
    }
}
