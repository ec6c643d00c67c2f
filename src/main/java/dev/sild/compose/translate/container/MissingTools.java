package dev.sild.compose.translate.container;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageFacts;
import dev.sild.images.health.HealthCommand;
import dev.sild.model.Health;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Health checks whose program the image certainly lacks. Under compose such a container is unhealthy, which has no
 * effect unless another service waits for it; a pod would never be found under its Service.
 */
final class MissingTools {
    private MissingTools() {}

    /** Returns the program of a check that the image lacks; empty where it has it, or may have it. */
    static Optional<String> of(List<String> test, Optional<ImageFacts> image) {
        return HealthCommand.program(test)
                .filter(program ->
                        image.filter(facts -> facts.lacks().contains(program)).isPresent());
    }

    /**
     * Returns what asks the same without the program; empty, with a finding, where nothing does.
     *
     * @param plain the check that the command is read as
     * @param place where the finding belongs
     */
    static Optional<Health.Check> without(
            String program, List<String> test, Optional<Health.Check> plain, Attribute place) {
        Optional<Health.Check> asked =
                plain.filter(check -> !(check instanceof Health.Exec)).or(() -> connection(program, test));
        if (asked.isEmpty()) {
            place.note(
                    Code.HEALTH_LOST,
                    "the image has no '" + program + "', so its health check always fails; it is left out",
                    "install " + program + " in the image, or use another check");
            return Optional.empty();
        }
        place.note(
                Code.HEALTH_DIFFERS,
                "the image has no '" + program + "', so the check fails under compose; the kubelet asks instead",
                "install " + program + " in the image");
        return asked;
    }

    /** What curl asks without {@code --fail}, any answer is good for. */
    private static Optional<Health.Check> connection(String program, List<String> test) {
        if (!program.equals("curl")) {
            return Optional.empty();
        }
        List<String> failing = new ArrayList<>(test);
        boolean shell = test.get(0).equals("CMD-SHELL");
        failing.set(
                shell ? 1 : test.get(0).equals("CMD") ? 1 : 0,
                shell ? test.get(1).replaceFirst("curl", "curl -f") : "curl");
        if (!shell) {
            failing.add("-f");
        }
        return HealthCommand.translate(failing)
                .filter(Health.Http.class::isInstance)
                .map(http -> new Health.Tcp(((Health.Http) http).port()));
    }
}
