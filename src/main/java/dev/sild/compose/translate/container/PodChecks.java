package dev.sild.compose.translate.container;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageFacts;
import dev.sild.images.health.BothLoopbacks;
import dev.sild.model.Health;
import dev.sild.model.Text;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Health checks as they work in a pod, where services have other names and {@code localhost} has two addresses.
 *
 * @param image what is known of the image in whose container they run
 * @param played whether Sild itself runs them, in a container of an engine
 */
record PodChecks(Environment environment, Optional<ImageFacts> image, boolean played) {
    /**
     * Returns such a check.
     *
     * @param where what wrote it, if it has words of its own
     */
    Health.Check of(Health.Check check, Attribute where) {
        Health.Check named = named(check, where);
        boolean bare =
                image.filter(facts -> facts.shell() == ImageFacts.Shell.NO).isPresent();
        return played ? named : BothLoopbacks.in(named, bare);
    }

    /** Returns a check that calls services by their names in Kubernetes. */
    private Health.Check named(Health.Check check, Attribute where) {
        if (!(check instanceof Health.Exec exec)) {
            return check;
        }
        HostArguments hosts = new HostArguments(environment.names());
        List<String> words = new ArrayList<>();
        for (int i = 0; i < exec.command().size(); i++) {
            Text word = Text.of(exec.command().get(i));
            words.add(hosts.of(exec.command().subList(0, i), word).value());
        }
        if (words.equals(exec.command())) {
            return check;
        }
        where.note(Code.HOST_REPLACED, "a host name in the health check is replaced by its name in Kubernetes");
        return new Health.Exec(words);
    }
}
