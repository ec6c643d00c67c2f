package dev.sild.cli.options;

import dev.sild.compose.translate.source.TranslateOptions.Expose;
import dev.sild.kubernetes.objects.Target;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The options that say how published ports are opened to the world.
 *
 * @param expose by what means; empty where the user leaves it to the project
 * @param host empty for any
 * @param tlsSecret empty for no TLS
 * @param ingressClass empty for the cluster's default
 * @param gateway the Gateway that routes attach to
 */
public record ExposeOptions(
        Optional<Expose> expose, String host, String tlsSecret, String ingressClass, String gateway) {

    public static void addTo(CommandSpec spec) {
        spec.addOption(Options.choice(
                "none|nodeport|loadbalancer|ingress|gateway",
                "How published ports are exposed. Default: none",
                "--expose"));
        spec.addOption(Options.text("NAME", "The host name of an ingress or gateway route.", "--host"));
        spec.addOption(Options.text("NAME", "The Secret with the certificate of an ingress.", "--tls-secret"));
        spec.addOption(Options.text("NAME", "The class of an ingress.", "--ingress-class"));
        spec.addOption(Options.text("[NAMESPACE/]NAME", "The Gateway that routes attach to.", "--gateway"));
    }

    public static ExposeOptions of(Options options, Target target) {
        String expose =
                options.text("--expose", "none", List.of("none", "nodeport", "loadbalancer", "ingress", "gateway"));
        String gateway = options.value("--gateway", "");
        if (expose.equals("gateway") && gateway.isEmpty()) {
            throw options.wrong("--expose gateway requires --gateway");
        }
        if (target == Target.PODMAN && options.has("--expose")) {
            throw options.wrong("--expose requires --target kubernetes: podman publishes ports on this machine");
        }
        for (String http : List.of("--host", "--tls-secret", "--ingress-class", "--gateway")) {
            boolean fits = expose.equals("ingress")
                    ? !http.equals("--gateway")
                    : expose.equals("gateway") && (http.equals("--host") || http.equals("--gateway"));
            if (options.has(http) && !fits) {
                throw options.wrong(http + " cannot be used with --expose " + expose);
            }
        }
        HttpNames.check(options);
        return new ExposeOptions(
                target == Target.PODMAN
                        ? Optional.of(Expose.HOST)
                        : Optional.of(Expose.valueOf(expose.toUpperCase(Locale.ROOT)))
                                .filter(said -> options.has("--expose")),
                options.value("--host", ""),
                options.value("--tls-secret", ""),
                options.value("--ingress-class", ""),
                gateway);
    }
}
