package dev.sild.inputs.engine;

import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.yaml.Node.Position;

/** Options of {@code service create} whose values are more than a text. */
final class SwarmOptions {
    private SwarmOptions() {}

    /** Adds what {@code --placement-pref spread=LABEL} says. */
    static void preference(ComposeDraft service, Argument value, Remarks remarks) {
        Position where = value.position();
        String spread = "spread=";
        if (!value.text().startsWith(spread)) {
            remarks.unread(where, "'" + value.text() + "' is not a preference", "write spread=node.labels.NAME");
            return;
        }
        service.map("deploy", where)
                .map("placement", where)
                .addMap("preferences", where)
                .set("spread", value.text().substring(spread.length()), where);
    }

    /** Adds what {@code --generic-resource KIND=NUMBER} says. */
    static void resource(ComposeDraft service, Argument value, Remarks remarks) {
        Position where = value.position();
        int equals = value.text().indexOf('=');
        if (equals < 0) {
            remarks.unread(where, "'" + value.text() + "' is not a resource", "write KIND=NUMBER");
            return;
        }
        ComposeDraft resource = service.map("deploy", where)
                .map("resources", where)
                .map("reservations", where)
                .addMap("generic_resources", where)
                .map("discrete_resource_spec", where);
        resource.set("kind", value.text().substring(0, equals), where);
        resource.set("value", value.text().substring(equals + 1), where);
    }
}
