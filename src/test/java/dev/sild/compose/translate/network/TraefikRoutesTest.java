package dev.sild.compose.translate.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.compose.translate.source.TranslateOptions.Expose;
import dev.sild.model.Exposure;
import dev.sild.report.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraefikRoutesTest {
    @TempDir
    Path folder;

    @Test
    void aFrontendIsARouteToItsPort() throws Exception {
        assertThat(ingresses("traefik.frontend.rule: 'Host:a.example,b.example;PathPrefix:/x'", "traefik.port: '81'"))
                .containsExactly("a.example /x PREFIX 81", "b.example /x PREFIX 81");
    }

    @Test
    void aFrontendOfAnyHostIsAtTheHostOfTheOptions() throws Exception {
        assertThat(ingresses("traefik.frontend.rule: 'Path:/x'", "traefik.port: '81'"))
                .containsExactly("of.options /x EXACT 81");
    }

    @Test
    void eachSegmentIsARouteToItsOwnPort() throws Exception {
        assertThat(ingresses(
                        "traefik.web.frontend.rule: 'Host:a.example'",
                        "traefik.web.port: '81'",
                        "traefik.http.frontend.rule: 'Host:b.example'",
                        "traefik.http.port: '82'"))
                .containsExactly("a.example / PREFIX 81", "b.example / PREFIX 82");
    }

    @Test
    void segmentsHaveWhatTheServiceSaysAndTheyDoNot() throws Exception {
        assertThat(ingresses(
                        "traefik.frontend.rule: 'Host:a.example'",
                        "traefik.port: '80'",
                        "traefik.one.port: '81'",
                        "traefik.two.frontend.rule: 'Host:b.example'"))
                .containsExactly("a.example / PREFIX 81", "b.example / PREFIX 80");
    }

    @Test
    void aBackendIsNoSegment() throws Exception {
        assertThat(ingresses(
                        "traefik.frontend.rule: 'Host:a.example'", "traefik.port: '81'", "traefik.backend.port: '82'"))
                .containsExactly("a.example / PREFIX 81");
    }

    @Test
    void withLabelsOfALaterVersionThoseOfTheFirstAreNotRead() throws Exception {
        assertThat(ingresses(
                        "traefik.http.routers.r.rule: 'Host(`later.example`)'",
                        "traefik.http.services.s.loadbalancer.server.port: '82'",
                        "traefik.frontend.rule: 'Host:first.example'",
                        "traefik.port: '81'"))
                .containsExactly("later.example / PREFIX 82");
    }

    @Test
    void aRuleOfOneVersionIsNoneOfTheOther() throws Exception {
        assertThat(exposed("traefik.http.routers.r.rule: 'Host:a.example'").reasons(Code.LABEL_DIFFERS))
                .singleElement()
                .asString()
                .contains("rule is left out");
        assertThat(exposed("traefik.frontend.rule: 'Host(`a.example`)'").reasons(Code.LABEL_DIFFERS))
                .singleElement()
                .asString()
                .contains("rule is left out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HostRegexp:{x:.+}.example", "Host:a.example;Method:GET", "Host:a.example;AddPrefix:/x"})
    void aFrontendThatARouteCannotSayIsReported(String rule) throws Exception {
        TranslatedProject project = exposed("traefik.frontend.rule: '" + rule + "'");

        assertThat(routes(project)).isEmpty();
        assertThat(project.reasons(Code.LABEL_DIFFERS))
                .singleElement()
                .asString()
                .contains("rule is left out");
    }

    @Test
    void anIngressKeepsThePrefixThatAFrontendRemovesAndThisIsReported() throws Exception {
        TranslatedProject project =
                exposed("traefik.frontend.rule: 'Host:a.example;PathPrefixStrip:/x'", "traefik.port: '81'");

        assertThat(routes(project)).containsExactly("a.example /x PREFIX 81");
        assertThat(project.reasons(Code.MIDDLEWARE_LEFT_OUT))
                .containsExactly("'a' is routed without Traefik's middleware 'PathPrefixStrip' (stripprefix):"
                        + " it gets paths with /x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PathPrefixStrip", "PathStrip"})
    void aGatewayRemovesThePrefixThatAFrontendRemoves(String matcher) throws Exception {
        TranslatedProject project = exposed(
                Expose.GATEWAY, "traefik.frontend.rule: 'Host:a.example;" + matcher + ":/x'", "traefik.port: '81'");

        assertThat(gateways(project))
                .containsExactly("/x " + (matcher.equals("PathStrip") ? "EXACT" : "PREFIX") + " replaced by /");
        assertThat(project.codes()).doesNotContain(Code.MIDDLEWARE_LEFT_OUT);
    }

    @Test
    void aPrefixThatAGatewayCannotRemoveIsReported() throws Exception {
        TranslatedProject project = exposed(
                Expose.GATEWAY, "traefik.frontend.rule: 'Host:a.example;PathPrefixStrip:/%20'", "traefik.port: '81'");

        assertThat(gateways(project)).containsExactly("/%20 PREFIX");
        assertThat(project.codes()).contains(Code.MIDDLEWARE_LEFT_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth.basic.users: 'u:x'", "auth.basic: 'u:x'", "whiteList.sourceRange: 10.0.0.0/8"})
    void anOpenFrontendThatTraefikRestrictsIsReported(String restriction) throws Exception {
        TranslatedProject project =
                exposed("traefik.frontend.rule: 'Host:a.example'", "traefik.frontend." + restriction);

        assertThat(project.reasons(Code.MIDDLEWARE_LEFT_OUT))
                .singleElement()
                .asString()
                .contains("it is open to everyone")
                .doesNotContain("u:x");
    }

    @Test
    void aFrontendOfAServiceWithTlsIsReported() throws Exception {
        assertThat(exposed("traefik.frontend.rule: 'Host:a.example'", "traefik.protocol: https")
                        .reasons(Code.LABEL_DIFFERS))
                .containsExactly("the service expects TLS, and the route connects to it without");
        assertThat(exposed("traefik.frontend.rule: 'Host:a.example'", "traefik.protocol: http")
                        .codes())
                .doesNotContain(Code.LABEL_DIFFERS);
    }

    @Test
    void aFrontendThatIsSwitchedOffIsNoRoute() throws Exception {
        assertThat(ingresses(
                        "traefik.enable: 'false'", "traefik.frontend.rule: 'Host:a.example'", "traefik.port: '81'"))
                .isEmpty();
        assertThat(ingresses("traefik.enable: 'true'", "traefik.frontend.rule: 'Host:a.example'", "traefik.port: '81'"))
                .containsExactly("a.example / PREFIX 81");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command: --docker --docker.domain=example.org --docker.exposedbydefault=false",
                "command: ['--providers.docker.exposedByDefault=false']",
                "environment: {TRAEFIK_PROVIDERS_DOCKER_EXPOSEDBYDEFAULT: 'false'}",
                "volumes: ['./traefik.yml:/etc/traefik/traefik.yml']"
            })
    void whereNothingIsExposedByDefaultAServiceAsksForItsRoute(String setting) throws Exception {
        Files.writeString(folder.resolve("traefik.yml"), "providers:\n  docker:\n    exposedByDefault: false # ask\n");
        String proxy = "  proxy:\n    image: traefik\n    " + setting;

        TranslatedProject hidden =
                translated(Expose.INGRESS, proxy, "traefik.frontend.rule: 'Host:a.example'", "traefik.port: '81'");
        assertThat(routes(hidden)).isEmpty();
        assertThat(hidden.reasons(Code.LABEL_DIFFERS))
                .singleElement()
                .asString()
                .contains("with the label traefik.enable=true");

        assertThat(routes(translated(
                        Expose.INGRESS,
                        proxy,
                        "traefik.enable: 'true'",
                        "traefik.frontend.rule: 'Host:a.example'",
                        "traefik.port: '81'")))
                .containsExactly("a.example / PREFIX 81");
    }

    @Test
    void aRouterIsNotExposedByDefaultEither() throws Exception {
        String proxy = "  proxy: {image: traefik, command: ['--providers.docker.exposedbydefault=false']}";

        assertThat(routes(translated(
                        Expose.INGRESS,
                        proxy,
                        "traefik.http.routers.r.rule: 'Host(`a.example`)'",
                        "traefik.http.services.r.loadbalancer.server.port: '81'")))
                .isEmpty();
        assertThat(routes(translated(
                        Expose.INGRESS,
                        proxy.replace("false", "true"),
                        "traefik.http.routers.r.rule: 'Host(`a.example`)'",
                        "traefik.http.services.r.loadbalancer.server.port: '81'")))
                .containsExactly("a.example / PREFIX 81");
    }

    @Test
    @Timeout(30)
    void manyAndLongLabelsAreReadInABoundedTime() throws Exception {
        Stream<String> segments = IntStream.range(0, 5000)
                .mapToObj(i -> "traefik.s" + i + ".frontend.rule=Host:" + "h,".repeat(20) + "h" + i + ".example");
        Stream<String> common = IntStream.range(0, 5000).mapToObj(i -> "traefik.frontend.headers.h" + i + "=x");
        Stream<String> wide = Stream.of(
                "traefik." + "frontend.rule.".repeat(20_000) + "x=1",
                "traefik." + "a".repeat(200_000) + ".port=80",
                "traefik.l.frontend.rule=Host:" + "a,".repeat(100_000),
                "traefik.m.frontend.rule=" + "PathPrefixStrip:/a;".repeat(20_000));

        assertThat(ingresses(Stream.of(segments, common, wide)
                        .flatMap(each -> each)
                        .map(label -> "- \"" + label + "\"")
                        .toArray(String[]::new)))
                .hasSizeBetween(1, 100);
    }

    private List<String> ingresses(String... labels) throws Exception {
        return routes(exposed(labels));
    }

    private static List<String> routes(TranslatedProject project) {
        return project.translation().application().exposures().stream()
                .flatMap(exposure -> exposure.kind() instanceof Exposure.Ingress ingress
                        ? ingress.paths().stream()
                                .map(path -> String.join(",", ingress.hosts()) + " " + path.value() + " " + path.type()
                                        + " " + exposure.ports().get(0).target().number())
                        : Stream.of())
                .toList();
    }

    private static List<String> gateways(TranslatedProject project) {
        return project.translation().application().exposures().stream()
                .flatMap(exposure ->
                        exposure.kind() instanceof Exposure.Gateway gateway ? gateway.paths().stream() : Stream.of())
                .map(path -> path.value() + " " + path.type()
                        + path.replacement().map(by -> " replaced by " + by).orElse(""))
                .toList();
    }

    private TranslatedProject exposed(String... labels) throws Exception {
        return exposed(Expose.INGRESS, labels);
    }

    private TranslatedProject exposed(Expose expose, String... labels) throws Exception {
        return translated(expose, "", labels);
    }

    private TranslatedProject translated(Expose expose, String others, String... labels) throws Exception {
        return TranslatedProject.of(
                folder,
                Stream.of(labels)
                        .map(label -> "      " + label)
                        .collect(Collectors.joining(
                                "\n", "services:\n" + others + "\n  a:\n    image: example/a\n    labels:\n", "\n")),
                TranslateOptions.builder()
                        .expose(Optional.of(expose))
                        .gateway("public")
                        .host("of.options")
                        .build());
    }
}
