package dev.sild.cli.play;

import dev.sild.graph.Graph.Health;
import dev.sild.graph.Graph.Status;
import dev.sild.play.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the services of a project are, in the words of a picture. */
public final class LiveStatus {
    private LiveStatus() {}

    /**
     * Returns the state of each component by name: that of its container which is worst.
     *
     * @param jobs the components that are meant to end
     */
    public static Map<String, Status> of(List<Row> rows, Set<String> jobs) {
        Map<String, Status> states = new HashMap<>();
        rows.forEach(row -> states.merge(
                row.service(),
                of(row, jobs.contains(row.service())),
                (one, other) -> one.health().compareTo(other.health()) >= 0 ? one : other));
        return states;
    }

    private static Status of(Row row, boolean job) {
        boolean runs = row.state().equals("running");
        boolean ended = row.state().equals("exited");
        boolean failed = ended && (row.exitCode() != 0 || !job) || row.health().equals("unhealthy");
        Health health =
                failed ? Health.ILL : ended || runs && !row.health().equals("starting") ? Health.WELL : Health.STARTING;
        String words = ended ? "exited (" + row.exitCode() + ")" : row.state();
        String restarts = row.restarts() > 0 ? ", started " + (row.restarts() + 1) + " times" : "";
        return new Status(health, words + (row.health().isEmpty() ? "" : ", " + row.health()) + restarts);
    }
}
