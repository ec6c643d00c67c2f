package dev.sild.compose.translate;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.BuildSteps;
import dev.sild.images.ImageFacts;
import dev.sild.model.Text;
import dev.sild.report.Code;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Standalone servers of Next.js, which listen at the host that {@code HOSTNAME} names. The runtime sets it to the name
 * of the pod, whose address a Service reaches; {@code kubectl port-forward} connects to 127.0.0.1.
 *
 * @see <a href="https://nextjs.org/docs/app/api-reference/config/next-config-js/output">output</a>
 */
final class NextServers {
    private static final String VARIABLE = "HOSTNAME";
    private static final String ALL = "0.0.0.0";

    private static final Pattern STANDALONE = Pattern.compile("(?:.*/)?\\.next/standalone(?:/.*)?");
    private static final Pattern SERVER = Pattern.compile("(?:.*[/\\s])?server\\.js(?:\\s.*)?");

    private NextServers() {}

    /** Lets such servers listen at all addresses, as they do without the variable. */
    static void listen(Collection<ServiceFacts> services) {
        for (ServiceFacts service : services) {
            if (isNext(service) && !isDecided(service)) {
                service.environment().addAbsent(VARIABLE, Text.of(ALL));
                Attribute attribute = service.attribute();
                attribute
                        .get("build")
                        .note(
                                Code.VARIABLE_ADDED,
                                "the server of Next.js in '" + service.key() + "' listens at " + VARIABLE
                                        + ", the pod's name; it has " + VARIABLE + "=" + ALL
                                        + ", so that a port-forward reaches it",
                                "set the variable in 'environment' to decide otherwise");
            }
        }
    }

    private static boolean isNext(ServiceFacts service) {
        List<String> words = service.built() ? service.processWords() : List.of();
        return words.stream().anyMatch(word -> SERVER.matcher(word).matches())
                && (words.stream().anyMatch(word -> STANDALONE.matcher(word).matches())
                        || service.image().steps().map(BuildSteps::stageFiles).orElse(List.of()).stream()
                                .anyMatch(file -> STANDALONE.matcher(file).matches()));
    }

    private static boolean isDecided(ServiceFacts service) {
        return service.environment().values().containsKey(VARIABLE)
                || service.image().facts().map(ImageFacts::env).orElse(Map.of()).containsKey(VARIABLE);
    }
}
