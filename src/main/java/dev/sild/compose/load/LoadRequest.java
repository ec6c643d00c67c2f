package dev.sild.compose.load;

import dev.sild.compose.InputLimits;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to load, and from where: everything that docker compose takes from its flags and its environment.
 *
 * @param workingDirectory the current folder; relative paths of the flags start there
 * @param files the {@code -f} flags, {@code -} for standard input; empty to find {@code compose.yaml} and its override
 * @param profiles the {@code --profile} flags; {@code *} enables all
 * @param envFiles the {@code --env-file} flags; empty for {@code .env} in the project's folder
 * @param projectName the {@code --project-name} flag
 * @param projectDirectory the {@code --project-directory} flag
 * @param shellEnvironment the process environment
 * @param stdin standard input, read only where a file is {@code -}
 * @param strict whether an undeclared volume or network is an error, as in docker compose
 * @param interpolate whether variables are replaced by their values; otherwise the result contains them as written
 * @param incomplete whether the project is looked at without what is needed to run it, as in a clean checkout: env
 *     files may be missing, and variables without a value get one that means nothing
 * @param dotEnvIgnored whether {@code .env} stays unread where it exists, as in a checkout of a repository that ignores
 *     it
 * @param limits how much is read at most
 * @param allowedPaths folders and files outside the project's folder that may be read without a finding
 * @param overrides values of variables that override those of the environment, and those that the env files of services
 *     give to variables of these names
 */
@RecordBuilder
public record LoadRequest(
        Path workingDirectory,
        List<String> files,
        List<String> profiles,
        List<String> envFiles,
        Optional<String> projectName,
        Optional<String> projectDirectory,
        Map<String, String> shellEnvironment,
        InputStream stdin,
        boolean strict,
        boolean interpolate,
        boolean incomplete,
        boolean dotEnvIgnored,
        InputLimits limits,
        List<String> allowedPaths,
        Map<String, String> overrides)
        implements LoadRequestBuilder.With {
    public LoadRequest {
        allowedPaths = List.copyOf(allowedPaths);
        files = List.copyOf(files);
        profiles = List.copyOf(profiles);
        envFiles = List.copyOf(envFiles);
        shellEnvironment = Map.copyOf(shellEnvironment);
        overrides = Map.copyOf(overrides);
    }

    /** Returns a request for the project in {@code folder} with nothing else given: no flags, no environment. */
    public static LoadRequest of(Path folder) {
        return new LoadRequest(
                folder,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                new ByteArrayInputStream(new byte[0]),
                false,
                true,
                false,
                false,
                InputLimits.DEFAULT,
                List.of(),
                Map.of());
    }
}
