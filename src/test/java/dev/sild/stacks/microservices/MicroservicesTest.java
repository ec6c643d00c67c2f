package dev.sild.stacks.microservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.KindCase;
import dev.sild.v1alpha1.MicroserviceStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the schema cannot see of a MicroserviceStack, and which rules hold for which host. */
class MicroservicesTest {
    private static MicroserviceStack stack(String spec) {
        return KindCase.MICROSERVICE_STACK.read("""
        apiVersion: sild.dev/v1alpha1
        kind: MicroserviceStack
        metadata: {name: shop}
        spec: %s
        """.formatted(spec));
    }

    private static void refuses(String spec, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Microservices.translate(stack(spec), Inputs.OFFLINE))
                .withMessage(reason);
    }

    @Test
    void aVariableHoldsOneAddress() {
        refuses(
                "{gateway: {type: None}, services: [{name: order, image: a, calls: [database], database:"
                        + " {engine: Postgres}},"
                        + " {name: database, image: a}]}",
                "the variable DATABASE_URL of order would hold two addresses: rename one in addresses or in"
                        + " database.connection");
        refuses(
                "{gateway: {type: None}, services: [{name: order, image: a, calls: [one, two],"
                        + " addresses: [{service: one, host: HOST}, {service: two, host: HOST}]}, {name: one,"
                        + " image: a}, {name: two, image: a}]}",
                "the variable HOST of order would hold two addresses: rename one in addresses or in"
                        + " database.connection");
    }

    @Test
    void aVariableHasOneValue() {
        refuses(
                "{gateway: {type: None}, services: [{name: order, image: a, env: [{name: B}, {name: A}],"
                        + " secretEnv: [{name: A, secretName: s, key: k}, {name: B, secretName: s, key: k}]}]}",
                "the variable A of order is in both env and secretEnv: remove one of them");
        refuses(
                "{gateway: {type: None}, services: [{name: order, image: a, database: {engine: Redis, env: [{name: A}],"
                        + " secretEnv: [{name: A, secretName: s, key: k}]}}]}",
                "the variable A of order-database is in both env and secretEnv: remove one of them");
    }

    @Test
    void whoIsNotThereIsNamed() {
        refuses(
                "{gateway: {type: None}, services: [{name: order, image: a, calls: [billing]}]}",
                "no service is named billing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | /a any, /b any, / web",
                "a.example.com | /a full, /c full, /b wildcard, / web",
                "b.example.com | /b wildcard, /a any, / web",
                "example.com | /a any, /b any, / web"
            })
    void theRuleThatNamesTheHostMoreCloselyCounts(String host, String rules) {
        MicroserviceFrame frame = new MicroserviceFrame(stack("""
        {web: {image: a}, services: [{name: any, image: a}, {name: wildcard, image: a}, {name: full, image: a}], gateway: {routes: [
          {path: /a, service: any}, {path: /b, service: any},
          {host: "*.example.com", path: /b, service: wildcard},
          {host: a.example.com, path: /a, service: full}, {host: a.example.com, path: /c, service: full}]}}"""), Inputs.OFFLINE);

        assertThat(RouteTable.of(frame, host).get(0).rules())
                .extracting(rule -> rule.path() + " " + rule.component())
                .containsExactly(rules.split(", "));
    }
}
