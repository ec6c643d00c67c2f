package dev.sild.adopt.servers;

import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.source.Attribute;
import java.util.List;

/** What the operator does of its own accord with the servers it starts. */
public final class Servers {
    private Servers() {}

    /** Deals with a health check: the operator asks the server itself, as {@code usual} programs do. */
    public static void health(ServiceFacts service, List<String> usual) {
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
