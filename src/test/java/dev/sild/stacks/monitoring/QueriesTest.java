package dev.sild.stacks.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The test's own reading of PromQL. */
class QueriesTest {
    @Test
    void namesOfMetricsAreFoundAndNothingElse() {
        assertThat(Queries.metrics("up == 0")).containsExactly("up");
        assertThat(
                        Queries.metrics(
                                "sum by (stack) (rate(a_total{x=~\"b{c}\", y!='d'}[$__rate_interval])) / on (z) group_left c:d"))
                .containsExactly("a_total", "c:d");
        assertThat(Queries.metrics("topk(20, max without(e) (f{} > 1e3)) or vector(0) and g offset 5m unless h"))
                .containsExactly("f", "g", "h");
        assertThat(Queries.metrics("label_values(up{job=\"a, b\"}, stack)")).containsExactly("up");
        assertThat(Queries.metrics("label_values(stack)")).isEmpty();
    }
}
