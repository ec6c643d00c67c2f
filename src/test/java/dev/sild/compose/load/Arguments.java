package dev.sild.compose.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The flags and variables of a fixture, from its file {@code args}: {@code -f one.yaml --profile p KEY=value}. */
record Arguments(List<String> flags, Map<String, String> environment, boolean interpolate) {

    static Arguments of(Path folder) throws IOException {
        Path file = folder.resolve("args");
        List<String> flags = new ArrayList<>();
        Map<String, String> environment = new HashMap<>();
        boolean interpolate = true;
        String line = Files.exists(file) ? Files.readString(file).strip() : "";
        for (String word :
                line.isEmpty() ? new String[0] : line.replace("'", "").split(" ")) {
            if (word.equals("--no-interpolate")) {
                interpolate = false;
            } else if (word.indexOf('=') > 0) {
                environment.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
            } else {
                flags.add(word);
            }
        }
        return new Arguments(flags, environment, interpolate);
    }

    /** Returns the same as a request to our own loader. */
    LoadRequest request(Path folder) {
        Map<String, String> shell = new HashMap<>(environment);
        shell.put("HOME", "/home/user");
        shell.put("PATH", "/usr/bin:/bin");
        return LoadRequest.of(folder)
                .with(request -> request.files(all("-f"))
                        .profiles(all("--profile"))
                        .envFiles(all("--env-file"))
                        .projectName(first("-p"))
                        .projectDirectory(first("--project-directory"))
                        .shellEnvironment(shell)
                        .strict(true)
                        .interpolate(interpolate));
    }

    private Optional<String> first(String flag) {
        return all(flag).stream().findFirst();
    }

    private List<String> all(String flag) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i + 1 < flags.size(); i++) {
            if (flags.get(i).equals(flag)) {
                values.add(flags.get(i + 1));
            }
        }
        return values;
    }
}
