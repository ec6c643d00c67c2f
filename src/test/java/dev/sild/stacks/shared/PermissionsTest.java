package dev.sild.stacks.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sild.Tree;
import dev.sild.operator.ListedKind;
import dev.sild.operator.SettingsReader;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the authors of stacks may ask for, by the operator's settings and without any. */
class PermissionsTest {
    private static final String WEB =
            "apiVersion: sild.dev/v1alpha1\nkind: WebStack\nmetadata: {name: shop, namespace: shop}\n"
                    + "spec: {api: {image: 'shop:1'%s}, exposure: {type: %s, annotations: {%s: x}}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nginx.ingress.kubernetes.io/server-snippet",
                "nginx.ingress.kubernetes.io/configuration-snippet",
                "nginx.ingress.kubernetes.io/auth-snippet",
                "nginx.org/location-snippets",
                "haproxy.org/backend-config-snippet",
                "nginx.ingress.kubernetes.io/auth-url",
                "nginx.ingress.kubernetes.io/auth-tls-secret",
                "nginx.ingress.kubernetes.io/proxy-ssl-secret",
                "nginx.ingress.kubernetes.io/server-alias",
                "nginx.ingress.kubernetes.io/mirror-target",
                "nginx.ingress.kubernetes.io/fastcgi-params-configmap",
                "haproxy-ingress.github.io/config-backend",
                "traefik.ingress.kubernetes.io/router.middlewares"
            })
    void anAnnotationThatReachesIntoASharedProxyIsRefusedWhereverItStands(String annotation) {
        for (String type : List.of("Ingress", "NodePort", "LoadBalancer", "ClusterIP")) {
            assertThatExceptionOfType(NotAllowedException.class)
                    .as(type)
                    .isThrownBy(() -> web(Map.of(), "", type, annotation))
                    .withMessageContaining("\"" + annotation + "\"")
                    .withMessageContaining("stacks.allowedAnnotations");
        }
    }

    @Test
    void otherAnnotationsAreAllowed() {
        for (String annotation : List.of(
                "cert-manager.io/issuer",
                "nginx.ingress.kubernetes.io/proxy-body-size",
                "service.beta.kubernetes.io/aws-load-balancer-type")) {
            assertThatCode(() -> web(Map.of(), "", "Ingress", annotation)).doesNotThrowAnyException();
        }
    }

    @Test
    void theAdministratorAllowsMoreOrLess() {
        assertThatCode(() -> web(
                        Map.of("SILD_STACKS_ALLOWED_ANNOTATIONS", "nginx.ingress.kubernetes.io/auth-*"),
                        "",
                        "Ingress",
                        "nginx.ingress.kubernetes.io/auth-url"))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(NotAllowedException.class)
                .isThrownBy(() -> web(
                        Map.of("SILD_STACKS_ALLOWED_ANNOTATIONS", "nginx.ingress.kubernetes.io/auth-*"),
                        "",
                        "Ingress",
                        "nginx.ingress.kubernetes.io/server-snippet"));
        assertThatExceptionOfType(NotAllowedException.class)
                .isThrownBy(() ->
                        web(Map.of("SILD_STACKS_REFUSED_ANNOTATIONS", "*"), "", "Ingress", "cert-manager.io/issuer"));
    }

    @Test
    void anExistingServiceAccountIsTheAdministratorsToGive() {
        assertThatExceptionOfType(NotAllowedException.class)
                .isThrownBy(() -> web(Map.of(), ", serviceAccountName: powerful", "Ingress", "a.example.com/b"))
                .withMessage(
                        "api.serviceAccountName: \"shop/powerful\" is not allowed; the administrator can add it to the chart value"
                                + " stacks.serviceAccounts");
        for (String allowed : List.of("shop/powerful", "*", "shop/*", "*/power*")) {
            assertThatCode(() -> web(
                            Map.of("SILD_STACKS_SERVICE_ACCOUNTS", allowed),
                            ", serviceAccountName: powerful",
                            "Ingress",
                            "a.example.com/b"))
                    .as(allowed)
                    .doesNotThrowAnyException();
        }
        for (String other : List.of("shop/reader", "blog/powerful", "blog/*", "shop/power", "*/*werfu", "shop/p*x*l")) {
            assertThatExceptionOfType(NotAllowedException.class)
                    .as(other)
                    .isThrownBy(() -> web(
                            Map.of("SILD_STACKS_SERVICE_ACCOUNTS", other),
                            ", serviceAccountName: powerful",
                            "Ingress",
                            "a.example.com/b"));
        }
    }

    @Test
    void whatIsOnlyPrintedIsNotRestricted() {
        assertThat(Permissions.UNRESTRICTED.cadvisor().isAllowedIn(null)).isTrue();
        assertThatCode(() -> Permissions.UNRESTRICTED.check(
                        KindCase.WEB_STACK
                                .translate(
                                        KindCase.WEB_STACK.read(WEB.formatted(
                                                ", serviceAccountName: powerful",
                                                "Ingress",
                                                "nginx.ingress.kubernetes.io/server-snippet")),
                                        Inputs.OFFLINE)
                                .application(),
                        "shop"))
                .doesNotThrowAnyException();
    }

    @Test
    void aPodWithATokenReachesTheApiServerOnlyWhereItIs() {
        String account = ", serviceAccountName: reader, automountServiceAccountToken: true, internetAccess: false";
        assertThat(egressToTheApiServer(web(
                        Map.of(
                                "SILD_STACKS_SERVICE_ACCOUNTS",
                                "*",
                                "SILD_STACKS_API_SERVER",
                                "192.0.2.1/32,2001:db8::1/128"),
                        account,
                        "ClusterIP",
                        "a.example.com/b")))
                .isEqualTo(List.of(
                        Map.of("ipBlock", Map.of("cidr", "192.0.2.1/32")),
                        Map.of("ipBlock", Map.of("cidr", "2001:db8::1/128"))));
        assertThat(egressToTheApiServer(
                        web(Map.of("SILD_STACKS_SERVICE_ACCOUNTS", "*"), account, "ClusterIP", "a.example.com/b")))
                .as("any address, where it is not known")
                .isNull();
    }

    private static Object egressToTheApiServer(Stack stack) {
        HasMetadata policy =
                dev.sild.kubernetes.Renderer.render(stack.application(), stack.options()).objects().stream()
                        .filter(object -> object.getMetadata().getName().endsWith("api-to-api-server"))
                        .findFirst()
                        .orElseThrow();
        Map<String, Object> tree = dev.sild.kubernetes.objects.StoredTree.of(policy);
        return Tree.list(tree, "spec", "egress").get(0).get("to");
    }

    @Test
    void noProbeMakesTheKubeletCallAnotherHost() throws IOException {
        for (KindCase<?> kind : KindCase.all()) {
            for (Path folder : kind.cases()) {
                assertThat(Files.readString(folder.resolve("out.yaml")))
                        .as("%s", folder)
                        .doesNotContainPattern("(?m)(httpGet|tcpSocket):\\n(\\s+(path|port|scheme): .*\\n)*\\s+host:");
            }
        }
    }

    private static Stack web(Map<String, String> settings, String api, String type, String annotation) {
        return new ListedKind<>(dev.sild.kinds.Kinds.WEB_STACK, SettingsReader.permissions(settings))
                .translate(KindCase.WEB_STACK.read(WEB.formatted(api, type, annotation)), Inputs.OFFLINE);
    }
}
