package dev.sild.compose.translate.container;

import dev.sild.compose.translate.image.ServiceImage;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.report.Code;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What variables are called in a pod. Older clusters refuse names that programs of .NET often have, such as
 * {@code ConnectionStrings:Default}, which these read under another name as well.
 *
 * @param relaxed whether the cluster takes all printable characters of ASCII but {@code =}
 * @param dotNet whether the program is one of .NET, which reads {@code A__B} as {@code A:B}
 * @see <a href="https://learn.microsoft.com/aspnet/core/fundamentals/configuration/#naming-of-environment-variables">
 *     Naming of environment variables</a>
 */
public record VariableNames(boolean relaxed, boolean dotNet) {
    /**
     * The first minor version of Kubernetes with the feature gate {@code RelaxedEnvironmentVariableValidation} on by
     * default.
     */
    private static final int SINCE = 32;

    private static final Pattern STRICT = Pattern.compile("[-._a-zA-Z][-._a-zA-Z0-9]*");
    private static final Pattern RELAXED = Pattern.compile("[ -<>-~]+");
    private static final Pattern NO_KEY = Pattern.compile("[^-._a-zA-Z0-9]");

    /** The images of Microsoft and of distributions. */
    private static final Pattern DOT_NET_IMAGE = Pattern.compile("(?:.*/)?(?:dotnet|aspnet)(?:core)?(?:[-/:@].*)?");

    private static final Pattern DOT_NET_PROGRAM = Pattern.compile("(?:.*/)?dotnet");

    /** Returns the rule for the variables of a service. */
    public static VariableNames of(Attribute service, ServiceImage image, TranslateOptions options) {
        return new VariableNames(options.podman() || options.kubernetesMinor() >= SINCE, isDotNet(service, image));
    }

    private static boolean isDotNet(Attribute service, ServiceImage image) {
        return DOT_NET_IMAGE.matcher(image.program()).matches()
                || Stream.concat(
                                Stream.of("entrypoint", "command")
                                        .flatMap(key -> service.get(key).below().stream()
                                                .limit(1)
                                                .map(Attribute::peek)),
                                image.facts().stream()
                                        .flatMap(facts -> Stream.of(facts.entrypoint(), facts.command()))
                                        .flatMap(words -> words.stream().limit(1)))
                        .anyMatch(word -> DOT_NET_PROGRAM.matcher(word).matches());
    }

    /**
     * Returns what a variable is called; empty where it has no value, or no name that it can have. Reports both.
     *
     * @param variables the variables that it is one of
     */
    public Optional<String> of(String name, Attribute value, Attribute variables) {
        if (value.isNull()) {
            value.found(
                    Code.ENV_UNSET,
                    "the variable '" + name + "' is not set in the shell or an env file",
                    "set it before converting, or give it a value here");
            return Optional.empty();
        }
        if (isTaken(name)) {
            return Optional.of(name);
        }
        String other = name.replace(":", "__");
        if (dotNet && isTaken(other)) {
            if (!name.equals(kept(other, variables))) {
                value.found(
                        Code.VARIABLE_REFUSED,
                        "'" + name + "' is left out: .NET reads '" + other + "' as the same setting",
                        "remove one of them");
                return Optional.empty();
            }
            value.note(Code.VARIABLE_RENAMED, "'" + name + "' is '" + other + "' in the pod: .NET reads both as one");
            return Optional.of(other);
        }
        boolean newer = RELAXED.matcher(name).matches();
        value.found(
                Code.VARIABLE_REFUSED,
                "'" + name + "' is not a valid variable name in Kubernetes" + (newer ? " before 1." + SINCE : ""),
                newer
                        ? "convert with --kubernetes-version 1." + SINCE
                                + " if the cluster is as new, or rename it"
                                + (name.indexOf(':') < 0 ? "" : "; .NET reads A__B as A:B")
                        : "rename it in the compose file and the program");
        return Optional.empty();
    }

    /** Returns the one of several variables that is kept, of those that have one name in the pod. */
    private static String kept(String name, Attribute variables) {
        return variables.get(name).present()
                ? name
                : variables.entries().keySet().stream()
                        .filter(each -> each.replace(":", "__").equals(name))
                        .findFirst()
                        .orElse(name);
    }

    private boolean isTaken(String name) {
        return (relaxed ? RELAXED : STRICT).matcher(name).matches();
    }

    /** Returns the key of a Secret for the value of a variable: as XML does, characters that keys lack by number. */
    static String key(String name) {
        return NO_KEY.matcher(name)
                .replaceAll(character -> String.format(
                        Locale.ROOT, "_x%04X_", (int) character.group().charAt(0)));
    }
}
