package dev.sild.compose.translate.image;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageReference;
import dev.sild.model.Text;
import dev.sild.report.Code;
import java.util.List;

/**
 * Says where an attribute names no image. The engine would refuse it when it pulls, and the kubelet would retry
 * endlessly.
 *
 * @see <a href="https://github.com/distribution/reference">distribution/reference</a>
 */
public final class ImageCheck {
    private static final int LONGEST_SHOWN = 80;
    private static final String ANY_DIGEST = "sha256:" + "0".repeat(64);

    private ImageCheck() {}

    /**
     * Reports an image that is not one. A variable that is empty at this run may have a value where the result is used.
     */
    public static void report(Attribute image) {
        if (!image.present() || image.peek().isBlank()) {
            return;
        }
        List<Text> parts = image.text() instanceof Text.Concat concat ? concat.parts() : List.of(image.text());
        StringBuilder meant = new StringBuilder();
        for (Text part : parts) {
            boolean open = part instanceof Text.Variable && part.value().isEmpty();
            meant.append(open ? meant.toString().endsWith("@") ? ANY_DIGEST : "x" : part.value());
        }
        if (!ImageReference.isReference(meant.toString().strip())) {
            // The value of a variable may be a secret.
            boolean shown = image.text() instanceof Text.Literal && image.peek().length() <= LONGEST_SHOWN;
            image.note(
                    Code.INPUT_INVALID,
                    (shown ? "'" + image.peek() + "'" : "the value") + " is not an image reference",
                    "use [HOST/]NAME[:TAG][@DIGEST] with a lower-case name");
        }
    }
}
