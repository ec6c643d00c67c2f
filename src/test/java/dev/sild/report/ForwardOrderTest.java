package dev.sild.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ports are forwarded first: what people open, before data and its tools. */
class ForwardOrderTest {
    @Test
    void forwardsWhatABrowserOpensBeforeDatabases() {
        List<String> forwards = List.of(
                "kubectl port-forward service/db 5432:5432",
                "kubectl port-forward service/bus 1883:1883",
                "kubectl port-forward service/queue 5672:5672 15672:15672",
                "kubectl port-forward service/queue-pages 5671:5671 8080:3000",
                "kubectl port-forward service/web 9000:80",
                "kubectl port-forward service/clickhouse 8123:8123 9000:9000",
                "kubectl port-forward service/api 5000:5000");

        assertThat(forwards.stream().sorted(Comparator.comparing(ForwardOrder::rank)))
                .containsExactly(
                        forwards.get(4),
                        forwards.get(3),
                        forwards.get(6),
                        forwards.get(1),
                        forwards.get(2),
                        forwards.get(5),
                        forwards.get(0));
    }

    @Test
    void forwardsTheDoorOfAnApplicationBeforeItsPartsAndTools() {
        List<String> forwards = List.of(
                "kubectl port-forward service/pgadmin 8080:80",
                "kubectl port-forward service/orders 8004:80",
                "kubectl port-forward service/kafka-ui 8081:8080",
                "kubectl port-forward service/ocelotapigw 8010:8080",
                "kubectl port-forward service/basketdb 6379:6379",
                "kubectl port-forward service/web-ui 8082:8081");

        assertThat(forwards.stream().sorted(Comparator.comparing(ForwardOrder::rank)))
                .containsExactly(
                        forwards.get(3),
                        forwards.get(5),
                        forwards.get(1),
                        forwards.get(0),
                        forwards.get(2),
                        forwards.get(4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"moviedb-frontend", "imdb-web", "tmdb-client", "oracle-web", "chroma-frontend", "imdb-ui", "web"
            })
    void pagesComeFirstWhateverTheyAreAbout(String service) {
        assertThat(forward(service)).isLessThan(forward("api"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"moviedb", "shop-db", "db-replica", "kafka-ui", "neo4j-ui", "mongo-1", "redis-gui"})
    void dataAndItsToolsComeLast(String service) {
        assertThat(forward(service)).isGreaterThan(forward("api"));
    }

    @Test
    void pagesOfToolsComeBeforeWhatNoBrowserOpens() {
        assertThat(ForwardOrder.rank("kubectl port-forward service/eureka 8761:8761"))
                .isLessThan(ForwardOrder.rank("kubectl port-forward service/bus 1883:1883"));
        assertThat(ForwardOrder.rank("kubectl port-forward service/kafka-ui 8090:8080"))
                .isLessThan(ForwardOrder.rank("kubectl port-forward service/kafka 29092:29092"));
    }

    @Test
    void aPortOfPhpFpmIsNoPage() {
        assertThat(ForwardOrder.rank("kubectl port-forward service/app 9000:9000"))
                .isGreaterThan(ForwardOrder.rank("kubectl port-forward service/api 8080:8080"));
    }

    private static int forward(String service) {
        return ForwardOrder.rank("kubectl port-forward service/" + service + " 5000:5000");
    }
}
