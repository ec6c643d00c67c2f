package dev.sild.explain;

import dev.sild.compose.load.spec.AttributeForms;
import dev.sild.compose.load.spec.AttributeSpec;
import dev.sild.compose.load.spec.SpecRows;
import dev.sild.compose.translate.source.Equivalents;
import dev.sild.compose.translate.source.Equivalents.Equivalent;
import dev.sild.explain.ExampleConverter.Converted;
import dev.sild.model.Lookup;
import dev.sild.report.Code;
import dev.sild.report.Excerpts;
import dev.sild.report.Finding;
import dev.sild.report.TextReport;
import dev.sild.yaml.YamlWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The pages of {@code sild explain} about attributes and codes, with an example that is converted when it is shown. */
public final class Stories {
    private static final String INDENT = "  ";

    private final ExampleConverter converter;
    private final Map<String, Example> examples = Example.read();

    public Stories(ExampleConverter converter) {
        this.converter = converter;
    }

    /**
     * Returns the page of an attribute.
     *
     * @param row its row in the table of attributes
     */
    public String attribute(String row) {
        Equivalents equivalents = Equivalents.read();
        AttributeSpec attribute = Lookup.required(SpecRows.all(), row);
        StringBuilder page = new StringBuilder(row).append("\n\n");
        Optional<Equivalent> becomes = equivalents.of(row);
        becomes.ifPresent(known -> {
            page.append("In Kubernetes:  ").append(known.kubernetes()).append(".\n");
            page.append("With podman:    ")
                    .append(known.podman().equals(known.kubernetes()) ? "the same" : known.podman())
                    .append(".\n");
        });
        page.append("Takes:          ")
                .append(AttributeForms.takes(attribute.type()))
                .append(".\n");
        page.append("Of two files:   ").append(AttributeForms.merged(attribute)).append(".\n");
        equivalents
                .remedy(row)
                .ifPresent(
                        remedy -> page.append("What to do:     ").append(remedy).append(".\n"));
        List<String> below = SpecRows.all().keySet().stream()
                .filter(each -> each.startsWith(row + ".") || each.startsWith(row + "[]."))
                .toList();
        if (becomes.isEmpty() && !below.isEmpty()) {
            page.append("\nIt groups other attributes:\n\n");
            below.forEach(each -> page.append(INDENT).append(each).append('\n'));
        }
        example(row).ifPresent(example -> page.append(conversion(example)));
        return page.toString();
    }

    /** Returns the page of a label of kompose. */
    public String komposeLabel(String name) {
        StringBuilder page = new StringBuilder(name)
                .append(
                        "\n\nA label of kompose, which Sild reads so that projects made for kompose convert the same way.\n")
                .append("docs/kompose.md lists all labels and their values.\n");
        Optional.ofNullable(examples.get(name)).ifPresent(example -> page.append(conversion(example)));
        return page.toString();
    }

    /** Returns an example of a finding and of its remedy; the empty text if there is none. */
    public String finding(Code code) {
        Example example = examples.get(code.id());
        if (example == null) {
            return "";
        }
        List<Finding> found = converter.convert(example.before(), example.arguments()).findings().stream()
                .filter(finding -> finding.code() == code)
                .toList();
        return "\nThis is reported" + with(example) + ":\n\n" + indented(example.before()) + "\n"
                + indented(report(found)) + "\nand this is not:\n\n" + indented(example.after());
    }

    /** Returns the example of a row, or of what it is in. */
    private Optional<Example> example(String row) {
        for (String above = row; above.contains("."); above = above.substring(0, above.lastIndexOf('.'))) {
            Example found = examples.get(above.replaceAll("\\[]$", ""));
            if (found == null) {
                found = examples.get(above);
            }
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.ofNullable(examples.get(row));
    }

    private String conversion(Example example) {
        Converted before = converter.convert(example.before(), example.arguments());
        Converted after = converter.convert(example.after(), example.arguments());
        List<Map<String, Object>> changed = ChangedFields.of(before.objects(), after.objects());
        List<Finding> found = after.findings().stream()
                .filter(finding -> finding.outcome() != Finding.Outcome.CARRIED)
                .filter(finding -> before.findings().stream().noneMatch(other -> isSame(other, finding)))
                .toList();
        StringBuilder text = new StringBuilder("\nIn compose.yaml:\n\n")
                .append(indented(example.after()))
                .append('\n');
        if (!changed.isEmpty()) {
            text.append("adds or changes these fields")
                    .append(with(example))
                    .append(":\n\n")
                    .append(indented(YamlWriter.write(changed)));
        } else {
            List<Map<String, Object>> gone = ChangedFields.of(after.objects(), before.objects());
            text.append(gone.isEmpty() ? "changes no field" : "removes these fields")
                    .append(with(example))
                    .append(gone.isEmpty() ? ".\n" : ":\n\n" + indented(YamlWriter.write(gone)));
        }
        List<String> removed = ChangedFields.removed(before.objects(), after.objects());
        if (!removed.isEmpty() && !changed.isEmpty()) {
            text.append("\nand removes ").append(String.join(", ", removed)).append(".\n");
        }
        if (!found.isEmpty()) {
            text.append("\nThe report says:\n\n").append(indented(report(found)));
        }
        return text.toString();
    }

    private static boolean isSame(Finding one, Finding other) {
        return one.code() == other.code() && one.reason().equals(other.reason());
    }

    private static String report(List<Finding> findings) {
        return new TextReport(false, Excerpts.NONE).all(findings);
    }

    private static String with(Example example) {
        return example.arguments().isEmpty() ? "" : ", with " + String.join(" ", example.arguments());
    }

    private static String indented(String text) {
        return text.lines()
                .map(line -> line.isEmpty() ? "\n" : INDENT + line + "\n")
                .collect(Collectors.joining());
    }
}
