package dev.sild.compose.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.model.Health;
import dev.sild.report.Code;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Health checks that only decide about traffic in a cluster are named, in one finding. */
class UnaskedChecksTest {
    private static final String CHECK = "healthcheck: {test: [CMD, /check]}";
    private static final String WEB = "web: {image: example/web:1, ports: ['80'], " + CHECK + "}";

    @TempDir
    Path folder;

    @Test
    void isOneWhoseResultNoServiceWaitsFor() throws Exception {
        assertThat(reported(WEB)).singleElement().asString().endsWith("does not look at the checks of web");
    }

    @Test
    void isOneOfWhichAnotherOnlyNeedsTheStart() throws Exception {
        assertThat(reported(WEB, "job: {image: example/job:1, depends_on: [web]}"))
                .hasSize(1);
    }

    @Test
    void isNotOneThatAnotherServiceWaitsFor() throws Exception {
        assertThat(reported(WEB, "job: {image: example/job:1, depends_on: {web: {condition: service_healthy}}}"))
                .isEmpty();
    }

    @Test
    void isNotOneOfAServiceWithoutPortsOrOfADatabase() throws Exception {
        assertThat(reported("worker: {image: example/worker:1, " + CHECK + "}")).isEmpty();
        assertThat(reported("db: {image: 'postgres:17', ports: ['5432'], " + CHECK + "}"))
                .isEmpty();
    }

    @Test
    void isNotOneOfServicesThatFindEachOtherFirst() throws Exception {
        assertThat(reported(WEB, WEB.replace("web:", "web2:").replace("example/web2:1", "example/web:1")))
                .isEmpty();
        assertThat(reported(WEB.replace("/check]", "curl, 'http://web/health']")))
                .isEmpty();
    }

    @Test
    void isNotOneThatDecidesAboutNoTraffic() throws Exception {
        assertThat(reported(
                        TranslateOptions.builder()
                                .health(Optional.of(Health.Use.LIVENESS))
                                .build(),
                        WEB))
                .isEmpty();
        assertThat(reported(TranslateOptions.builder().health(Optional.empty()).build(), WEB))
                .isEmpty();
        assertThat(reported(TranslateOptions.ofPlayed(), WEB)).isEmpty();
    }

    @Test
    void isNotOneOfASinglePodThatKeepsDataWhichItsServiceReachesAnyway() throws Exception {
        String search = "search: {image: example/search:1, ports: ['9200'], volumes: ['data:/data'], " + CHECK + "}";
        assertThat(reachedEarly("search", search)).isTrue();
        assertThat(reported(search)).isEmpty();
        assertThat(reachedEarly("search", search.replace("example/search:1", "elasticsearch:8.13.0")))
                .isTrue();
        String asking = "job: {image: example/job:1, depends_on: {search: {condition: service_healthy}}}";
        assertThat(reachedEarly("search", search, asking)).isFalse();
        assertThat(reachedEarly("search", search.replace("data:/data", "data:/data:ro")))
                .isFalse();
        assertThat(reachedEarly("web", WEB)).isFalse();
    }

    @Test
    void eightAreNamedAndTheOthersCounted() throws Exception {
        String services = IntStream.range(1, 11)
                .mapToObj(i -> WEB.replaceFirst("web", "s" + i).replace("example/web:1", "example/image" + i + ":1"))
                .collect(Collectors.joining(", "));
        assertThat(reported(services))
                .singleElement()
                .asString()
                .endsWith("of s1, s2, s3, s4, s5, s6, s7, s8 and 2 more");
    }

    private List<String> reported(String... services) throws Exception {
        return reported(TranslateOptions.builder().build(), services);
    }

    private boolean reachedEarly(String name, String... services) throws Exception {
        return TranslatedProject.of(folder, project(services)).endpoint(name).publishNotReady();
    }

    private static String project(String... services) {
        return "{services: {" + String.join(", ", services) + "}, volumes: {data: {}}}";
    }

    private List<String> reported(TranslateOptions options, String... services) throws Exception {
        return TranslatedProject.of(folder, project(services), options).reasons(Code.HEALTH_GATES_TRAFFIC);
    }
}
