package dev.sild.output.chart;

import dev.sild.model.Lookup;
import dev.sild.model.Text;
import dev.sild.output.chart.ChartSettings.Setting;
import dev.sild.output.trace.TemplatedScalar;
import dev.sild.output.trace.TextConversion;
import dev.sild.output.trace.TracedTexts;
import dev.sild.syntax.HelmText;
import dev.sild.yaml.YamlWriter.Verbatim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The image of a container, as its repository, tag, digest and pull policy. */
final class ImageTemplate {
    /** The comment on a tag that is empty. */
    private static final String LATEST =
            "Tag of the image; empty for latest, of which a rebuilt image is not rolled out: set a tag for each build";

    private final ChartContext chart;

    ImageTemplate(ChartContext chart) {
        this.chart = chart;
    }

    /** What a reference consists of; empty where it has no such part. */
    record Parts(Object repository, Object tag, Object digest) {
        /** Returns those of a reference that is the same with all values. */
        static Parts of(String image) {
            int at = image.indexOf('@');
            String name = at < 0 ? image : image.substring(0, at);
            int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
            if (colon == name.length() - 1) {
                return new Parts(image, "", "");
            }
            return new Parts(
                    colon < 0 ? name : name.substring(0, colon),
                    colon < 0 ? "" : name.substring(colon + 1),
                    at < 0 ? "" : image.substring(at + 1));
        }
    }

    /**
     * Makes the image of a container a value.
     *
     * @param path where the value is
     * @param owner the key of the service that it belongs to; may be empty
     */
    void image(Map<String, Object> container, ValuePath path, String owner, String what) {
        Object scalar = Lookup.required(container, "image");
        Parts parts = scalar instanceof TemplatedScalar asked ? split(asked, path, owner) : Parts.of((String) scalar);
        String repository = part(path, owner, "repository", "Repository of " + what, parts.repository());
        String tag = part(path, owner, "tag", isLatest(parts) ? LATEST : "Tag of the image", parts.tag());
        String digest = part(path, owner, "digest", "Digest of the image, such as sha256:…", parts.digest());
        boolean isPlain = repository.indexOf(' ') < 0 && tag.indexOf(' ') < 0 && digest.indexOf(' ') < 0;
        String image = isPlain
                ? path.expression()
                : "(dict \"repository\" " + ChartExpressions.operand(repository) + " \"tag\" "
                        + ChartExpressions.operand(tag) + " \"digest\" " + ChartExpressions.operand(digest) + ")";
        container.put(
                "image",
                new Verbatim(HelmText.action(
                        "include " + HelmText.string(chart.names().helper("image")) + " " + image + " | quote")));
        chart.settings()
                .optional(
                        container,
                        "imagePullPolicy",
                        "image",
                        new Setting(
                                path.then("pullPolicy"),
                                owner,
                                "When the image is pulled: Always, IfNotPresent or Never; empty for the cluster's default",
                                ValueSchemas.pattern("^(Always|IfNotPresent|Never)?$")));
    }

    private static boolean isLatest(Parts parts) {
        return parts.tag().equals("") && parts.digest().equals("");
    }

    private String part(ValuePath path, String owner, String key, String comment, Object scalar) {
        return chart.settings()
                .expression(
                        new Setting(
                                path.then(key),
                                owner,
                                comment,
                                key.equals("repository") ? ValueSchemas.repository() : ValueSchemas.text()),
                        scalar);
    }

    /** A variable that is a whole reference is one only where it is used elsewhere, too. */
    private Parts split(TemplatedScalar asked, ValuePath path, String owner) {
        String image = (String) asked.was();
        if (asked.text() instanceof Text.Variable variable && asked.form() == TextConversion.TEXT) {
            boolean only = chart.asking().haveOneValue(variable) && chart.uses().isAt(variable.name(), owner, path);
            if (only || !chart.uses().isComplete()) {
                Parts parts = Parts.of(image);
                for (String key : List.of("repository", "tag", "digest")) {
                    Object part = key.equals("tag")
                            ? parts.tag()
                            : key.equals("digest") ? parts.digest() : parts.repository();
                    chart.values()
                            .put(
                                    path.then(key),
                                    part,
                                    ChartSettings.mentioned(
                                            key.equals("tag") && isLatest(parts) ? LATEST : "The image's " + key,
                                            variable.name()),
                                    key.equals("repository") ? ValueSchemas.repository() : ValueSchemas.text());
                }
                return parts;
            }
            return new Parts(asked, "", "");
        }
        int at = image.indexOf('@');
        int name = at < 0 ? image.length() : at;
        int colon = image.indexOf(':', image.lastIndexOf('/', name - 1) + 1);
        int end = colon < 0 || colon > name ? name : colon;
        if (isAcross(asked, end) || isAcross(asked, name) || end == name - 1) {
            return new Parts(asked, "", "");
        }
        return new Parts(
                slice(asked, 0, end),
                end == name ? "" : slice(asked, end + 1, name),
                at < 0 ? "" : slice(asked, at + 1, image.length()));
    }

    /** Whether a variable has characters before a place and behind it. */
    private static boolean isAcross(TemplatedScalar asked, int place) {
        int start = 0;
        for (Text part : TracedTexts.parts(asked.text())) {
            int end = start + part.value().length();
            if (part instanceof Text.Variable && start < place && place < end) {
                return true;
            }
            start = end;
        }
        return false;
    }

    /** Returns a part of a scalar, which has all of each of its variables. */
    private static Object slice(TemplatedScalar asked, int from, int to) {
        List<Text> inside = new ArrayList<>();
        int start = 0;
        for (Text part : TracedTexts.parts(asked.text())) {
            int end = start + part.value().length();
            int first = Math.max(start, from);
            int last = Math.min(end, to);
            if (first < last) {
                inside.add(
                        part instanceof Text.Variable
                                ? part
                                : Text.of(part.value().substring(first - start, last - start)));
            }
            start = end;
        }
        String was = ((String) asked.was()).substring(from, to);
        if (inside.stream().noneMatch(Text.Variable.class::isInstance)) {
            return was;
        }
        return new TemplatedScalar(
                inside.size() == 1 ? inside.get(0) : new Text.Concat(inside), asked.form(), was, asked.pattern());
    }
}
