package dev.sild.cli.verbs;

import dev.sild.cli.bundle.SupportBundle;
import dev.sild.cli.options.Options;
import dev.sild.cli.stack.LiveApplications;
import dev.sild.cli.stack.LiveStack;
import dev.sild.cli.stack.LiveStacks;
import dev.sild.cli.stack.VerbException;
import dev.sild.cli.status.ApplicationState;
import dev.sild.cli.status.StateReader;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild report}: a file for who helps with a stack. */
final class ReportVerb extends ClusterVerb {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    ReportVerb(Console console, ParseResult parsed) {
        super(console, parsed);
    }

    static CommandSpec spec() {
        CommandSpec spec = spec(
                "report", "Write a zip file with the state, objects, events and logs of a stack, without secrets.");
        spec.addPositional(Options.arguments("STACK", STACK));
        spec.addOption(Options.text(
                "FILE", "The file, which must not exist. Default: sild-report-STACK-TIME.zip", "-o", "--output"));
        examples(spec, "sild report", "sild report shop -n production -o shop.zip");
        return spec;
    }

    @Override
    int run(KubernetesClient client) {
        LiveApplications.Chosen<LiveStack> chosen = chosenStack(client, 0);
        LiveStack stack = new LiveStacks(client).now(chosen.application());
        ApplicationState state = new StateReader(client, Clock.systemUTC()).of(stack);
        Map<String, String> files = SupportBundle.of(client, stack, state);
        String name =
                options.value("--output", "sild-report-" + stack.name() + "-" + TIME.format(state.now()) + ".zip");
        write(name, files);
        console.say("wrote " + files.size() + " files to " + name
                + "; values of Secrets are redacted, but read it before you pass it on");
        return ExitCode.OK;
    }

    private void write(String name, Map<String, String> files) {
        try (OutputStream file = Files.newOutputStream(
                        console.folder().resolve(Path.of(name)),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE);
                ZipOutputStream zip = new ZipOutputStream(file, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, String> each : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (FileAlreadyExistsException there) {
            throw new VerbException(name + " exists already; choose another file with -o");
        } catch (IOException | InvalidPathException unusable) {
            throw new VerbException("cannot write " + name.replace('\0', '?') + ": " + unusable.getMessage());
        }
    }
}
