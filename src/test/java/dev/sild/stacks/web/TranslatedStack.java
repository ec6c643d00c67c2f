package dev.sild.stacks.web;

import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.KindCase;
import dev.sild.v1alpha1.WebStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** WebStacks as the tests read, translate and render them. */
public final class TranslatedStack {
    private TranslatedStack() {}

    /** Returns the WebStack of a file. */
    public static WebStack read(Path file) throws IOException {
        return read(Files.readString(file));
    }

    /** Returns the WebStack that a document is. */
    public static WebStack read(String yaml) {
        return KindCase.WEB_STACK.read(yaml);
    }

    /** Returns the objects that a WebStack becomes. */
    public static List<HasMetadata> objects(WebStack resource, Inputs inputs) {
        return KindCase.WEB_STACK.objects(resource, inputs);
    }

    /** Returns those objects as YAML. */
    public static String yaml(WebStack resource, Inputs inputs) {
        return KindCase.WEB_STACK.yaml(resource, inputs);
    }
}
