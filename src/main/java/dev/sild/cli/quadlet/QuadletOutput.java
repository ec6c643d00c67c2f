package dev.sild.cli.quadlet;

import dev.sild.compose.ComposeProject;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.conversion.Conversion;
import dev.sild.model.Names;
import dev.sild.model.Origin;
import dev.sild.output.Destination;
import dev.sild.output.Layouts;
import dev.sild.output.Written;
import dev.sild.output.files.OutputException;
import dev.sild.output.layout.Layout;
import dev.sild.output.layout.QuadletLayout;
import dev.sild.output.layout.SecretsMode;
import dev.sild.quadlet.QuadletProject;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.syntax.ShellText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A project as units, and the files of them. */
public final class QuadletOutput {
    private final ComposeProject project;
    private final QuadletProject units;

    private QuadletOutput(ComposeProject project, QuadletProject units) {
        this.project = project;
        this.units = units;
    }

    /**
     * Translates a project.
     *
     * @param folder the working folder
     * @param allowedPaths paths outside of the project that may be read
     */
    public static QuadletOutput of(
            ComposeProject project, TranslateOptions options, Path folder, List<String> allowedPaths) {
        return new QuadletOutput(
                project, QuadletProject.of(project, options, Conversion.mounted(project, folder, allowedPaths)));
    }

    /** Returns what became of the project's attributes. */
    public List<Finding> findings() {
        return units.findings();
    }

    /**
     * Writes the files.
     *
     * @param findings takes what the user must do, and what is not as it should be
     */
    public Written write(SecretsMode secrets, Destination to, List<Finding> findings) throws OutputException {
        boolean omitted = secrets == SecretsMode.OMIT;
        if (omitted) {
            units.secretNames().forEach(name -> findings.add(toCreate(name)));
        }
        return Layouts.write(
                Names.label(project.name()),
                QuadletLayout.of(units.units(), units.files(), omitted ? Map.of() : units.secrets()),
                secrets,
                Layout.QUADLET,
                to,
                findings);
    }

    private static Finding toCreate(String name) {
        return new Finding(
                Code.SECRET_TO_CREATE,
                Origin.NONE,
                "the secret '" + name + "' is not written; podman must have it",
                "create it before you start the units",
                "podman secret create " + ShellText.shortWord(name) + " -");
    }
}
