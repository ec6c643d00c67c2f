package dev.sild.compose.translate.container;

import dev.sild.compose.translate.relations.NamesInCode;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageFacts;
import dev.sild.images.health.BothLoopbacks;
import dev.sild.model.Health;
import dev.sild.model.Text;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Health checks as they work in a pod, where services have other names and {@code localhost} has two addresses.
 *
 * @param image what is known of the image in whose container they run
 * @param played whether Sild itself runs them, in a container of an engine
 */
record PodChecks(Environment environment, Optional<ImageFacts> image, boolean played) {
    /** Programs whose argument is a host. */
    private static final Pattern CONNECTS = Pattern.compile("(?:.*/)?(?:nc|ncat|netcat|telnet|ping)");

    /** How many places of a script are changed. */
    private static final int MOST_NAMES = 50;

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
        boolean connects = CONNECTS.matcher(exec.command().get(0)).matches();
        List<String> words = new ArrayList<>();
        String before = "";
        for (String word : exec.command()) {
            String key = connects ? "-h" : before;
            words.add(inScript(
                    environment.names().changed().rewrite(key, Text.of(word)).value()));
            before = word;
        }
        if (words.equals(exec.command())) {
            return check;
        }
        where.note(Code.HOST_REPLACED, "a host name in the health check is replaced by its name in Kubernetes");
        return new Health.Exec(words);
    }

    /** Returns a script with the names of services that are arguments of its commands, as of {@code -h}. */
    private String inScript(String script) {
        if (script.indexOf(' ') < 0) {
            return script;
        }
        NamesInCode code = new NamesInCode(environment.names());
        String changed = script;
        for (int i = 0; i < MOST_NAMES; i++) {
            List<NamesInCode.Place> places = code.find(changed, NamesInCode.Language.SHELL);
            if (places.isEmpty()) {
                break;
            }
            NamesInCode.Place place = places.get(0);
            changed = changed.substring(0, place.at())
                    + environment.names().changed().legal(place.name())
                    + changed.substring(place.at() + place.name().length());
        }
        return changed;
    }
}
