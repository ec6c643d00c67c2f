package dev.sild.compose.load.variables;

import dev.sild.compose.load.tree.Problems;
import dev.sild.report.InputException;
import dev.sild.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The env files that services read, each parsed once for all services with the same preceding files, whose variables
 * its values may contain. Not thread-safe.
 */
public final class EnvFiles {
    private final Map<String, String> environment;
    private final Problems problems;
    /** By the files in their order, each with how it is read in front. */
    private final Map<List<String>, Map<String, ScalarNode>> parsed = new HashMap<>();

    /** Creates an empty instance; {@code environment} takes precedence over the files. */
    public EnvFiles(Map<String, String> environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /** Returns those of one service, of which nothing is read yet. */
    OfService ofService() {
        return new OfService();
    }

    /** The files of one service, in their order. */
    final class OfService {
        private final List<String> before = new ArrayList<>();

        /**
         * Returns the variables of the next file.
         *
         * @param file how it is shown
         * @param format {@code raw} or empty
         * @throws InputException at the first line that says nothing
         */
        Map<String, ScalarNode> read(String text, String file, String format) throws InputException {
            List<String> files = new ArrayList<>(before);
            files.add(format + ":" + file);
            Map<String, ScalarNode> variables = parsed.get(files);
            if (variables == null) {
                variables = DotEnv.read(text, file, format, known(), problems);
                parsed.put(List.copyOf(files), variables);
            }
            before.add(files.get(files.size() - 1));
            return variables;
        }

        /** Looks a variable up in the environment, then in the files before, the last one first. */
        private Function<String, String> known() {
            List<Map<String, ScalarNode>> files = new ArrayList<>();
            for (int i = before.size(); i > 0; i--) {
                files.add(parsed.get(before.subList(0, i)));
            }
            return name -> {
                String value = environment.get(name);
                for (int i = 0; value == null && i < files.size(); i++) {
                    ScalarNode found = files.get(i).get(name);
                    value = found == null ? null : found.value();
                }
                return value;
            };
        }
    }
}
