package dev.sild.cli;

import dev.sild.cli.options.Options;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.output.TextFiles;
import dev.sild.output.files.OutputException;
import dev.sild.report.TextReport;
import dev.sild.schema.Crd;
import dev.sild.schema.Crds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild crds}: the definitions of the custom resources. */
final class CrdsCommand {
    private final Console console;
    private final Options options;

    CrdsCommand(Console console, ParseResult parsed) {
        this.console = console;
        this.options = new Options(parsed);
    }

    static CommandSpec spec() {
        CommandSpec spec = Commands.command("crds", "Print the custom resource definitions of Sild.");
        spec.addOption(Options.text("PATH", "A folder, or - for standard output. Default: -", "-o", "--output"));
        spec.usageMessage()
                .footer("", "Examples:", "  sild crds | kubectl apply --server-side -f -", "  sild crds -o crds/");
        return spec;
    }

    int run() {
        Map<String, String> files = new LinkedHashMap<>();
        for (Crd crd : Crds.ofSild().all()) {
            files.put(crd.name() + ".yaml", crd.text());
        }
        try {
            TextFiles.write(files, options.value("--output", "-"), console.folder(), console.out());
            return ExitCode.OK;
        } catch (OutputException unwritable) {
            if (!unwritable.readerHasGone()) {
                console.err().print(TextReport.of(List.of(unwritable.finding()), console.color()));
            }
            return ExitCode.FAILED;
        }
    }
}
