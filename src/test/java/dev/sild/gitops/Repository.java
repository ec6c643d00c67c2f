package dev.sild.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.adopt.AdoptCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The repository that docs/gitops.md describes: each block of YAML is the file that its first line names. */
public record Repository(Path folder) {
    private static final Pattern FILE = Pattern.compile("(?s)```yaml\n# ([\\w./-]+)\n(.*?)```");
    private static final Pattern COMMANDS = Pattern.compile("(?s)```sh\n(.*?)```");

    /** Makes it in a folder: the files are written, and the commands run in their order. */
    public static Repository make(Path folder) throws IOException {
        Repository repository = new Repository(folder);
        Matcher file = FILE.matcher(page());
        while (file.find()) {
            Path place = folder.resolve(file.group(1));
            Files.createDirectories(place.getParent());
            Files.writeString(place, file.group(2));
        }
        for (String command : repository.commands()) {
            AdoptCase.Run run = repository.run(command);
            assertThat(run.code()).as(command + "\n" + run.err()).isZero();
        }
        return repository;
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/gitops.md"));
    }

    /** Returns the commands of Sild's in the page's blocks of shell; there are others of git alone. */
    public List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        Matcher block = COMMANDS.matcher(page());
        while (block.find()) {
            for (String line : block.group(1).lines().toList()) {
                assertThat(line).matches("(sild|git) .*");
                if (line.startsWith("sild ")) {
                    commands.add(line);
                }
            }
        }
        return commands;
    }

    /** Runs a command of Sild's there. */
    public AdoptCase.Run run(String command) {
        return AdoptCase.run(
                folder, Map.of(), List.of(command.substring("sild ".length()).split(" ")));
    }

    /** Returns what a file holds. */
    public String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }
}
