package dev.sild.compose.translate.container;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Text;
import java.util.Locale;

/**
 * The AI models that a service uses: it learns by two variables where a model answers and what it is called. No model
 * runs in the cluster by default.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/models/">models</a>
 */
public final class Models {
    /** A Service of the cluster that is to answer as Docker's Model Runner does. */
    private static final String ENDPOINT = "http://model-runner/engines/v1/";

    private Models() {}

    /** Adds the variables of the models of {@code service}; {@code models} are those of the project. */
    public static void addTo(Environment environment, Attribute service, Attribute models) {
        service.get("models").entries().forEach((name, use) -> {
            String prefix = name.toUpperCase(Locale.ROOT).replace('-', '_');
            String endpoint = given(use.get("endpoint_var"), prefix + "_URL");
            String variable = given(use.get("model_var"), prefix + "_MODEL");
            use.done();
            boolean own = environment.has(endpoint);
            environment.addAbsent(endpoint, Text.of(ENDPOINT));
            environment.addAbsent(variable, models.get(name).get("model").text());
            if (!own) {
                use.noteApproximated(
                        "the cluster runs no model; '" + endpoint + "' points to " + ENDPOINT,
                        "create a Service 'model-runner' for the model, or set '" + endpoint + "' in 'environment'");
            }
        });
    }

    private static String given(Attribute variable, String otherwise) {
        String name = variable.string();
        return name.isEmpty() ? otherwise : name;
    }
}
