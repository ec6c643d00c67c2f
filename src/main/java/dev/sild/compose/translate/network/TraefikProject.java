package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the labels of one service mean to Traefik depends on this: the labels of all services and the settings of the
 * project's own Traefik.
 *
 * @param middlewares those that labels of the project define
 * @param exposedByDefault whether Traefik leads to services that do not ask for it with {@code traefik.enable}
 */
public record TraefikProject(TraefikMiddlewares middlewares, boolean exposedByDefault) {
    /** Without any definition or setting. */
    public static final TraefikProject NONE = new TraefikProject(TraefikMiddlewares.NONE, true);

    /** The option, variable or line of a file; Traefik 1 has no {@code providers}. */
    private static final Pattern HIDDEN = Pattern.compile(
            "(?im)(?:(?:--|TRAEFIK_)(?:providers[._])?(?:docker|swarm)[._]|^[ \\t]{0,100}+)exposedByDefault"
                    + "[ \\t]{0,100}+[:=][ \\t]{0,100}+[\"']?(?:false|0)\\b");

    static TraefikProject of(Collection<Attribute> services, ServerTexts files) {
        Stream<String> texts = files.of(path -> path.matches("(?i).*/traefik\\.(?:ya?ml|toml)")).values().stream()
                .flatMap(List::stream);
        boolean hidden = Stream.concat(services.stream().flatMap(EntryPoints::settings), texts)
                .anyMatch(text -> HIDDEN.matcher(text).find());
        return new TraefikProject(TraefikMiddlewares.of(services), !hidden);
    }

    /** Whether Traefik leads to a service with these labels at all. */
    boolean exposes(Map<String, Attribute> labels) {
        Attribute enabled = labels.get("traefik.enable");
        return exposedByDefault || enabled != null && enabled.peek().equalsIgnoreCase("true");
    }
}
