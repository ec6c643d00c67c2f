package dev.sild.cli.options;

import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.compose.translate.source.TranslateOptions.Expose;
import dev.sild.compose.translate.source.TranslateOptionsBuilder;
import dev.sild.kubernetes.objects.Target;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The options that say how published ports are opened to the world. */
public final class ExposeOptions {

    private ExposeOptions() {}

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

    /** Returns the options of a translation, as far as these options say. */
    public static TranslateOptionsBuilder of(Options options, Target target) {
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
        Optional<Expose> named =
                Optional.of(Expose.valueOf(expose.toUpperCase(Locale.ROOT))).filter(said -> options.has("--expose"));
        return TranslateOptions.builder()
                .expose(target == Target.PODMAN ? Optional.of(Expose.HOST) : named)
                .host(options.value("--host", ""))
                .tlsSecret(options.value("--tls-secret", ""))
                .ingressClass(options.value("--ingress-class", ""))
                .gateway(gateway);
    }
}
