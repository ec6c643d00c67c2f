package dev.sild.adopt.servers;

import dev.sild.adopt.draft.Components;
import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.report.Code;
import java.util.List;

/** What the operator itself does with the servers that it starts. */
public final class Servers {
    private Servers() {}

    /**
     * Carries what every program has that the operator starts itself.
     *
     * @param seconds how long the operator gives it to end
     * @param usual the programs that usually check its health
     */
    public static void common(Components component, ServiceFacts service, long seconds, List<String> usual) {
        component.endsWithin(seconds);
        health(service, usual);
        component.found("user", Code.APPROXIMATED, "the operator sets the user of the image", "");
    }

    /** Deals with a health check: the operator asks the server itself, as {@code usual} programs do. */
    private static void health(ServiceFacts service, List<String> usual) {
        Attribute check = service.attribute().get("healthcheck");
        if (!check.present()) {
            return;
        }
        String test = String.join(" ", check.get("test").strings());
        check.done();
        if (!check.get("disable").bool() && !test.isEmpty() && usual.stream().noneMatch(test::contains)) {
            check.noteApproximated("the operator uses its own health check for this server");
        }
    }
}
