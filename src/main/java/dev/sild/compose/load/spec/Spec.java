package dev.sild.compose.load.spec;

import static dev.sild.compose.load.spec.AttributeSpec.attr;

import dev.sild.compose.load.spec.AttributeSpec.Merge;
import dev.sild.compose.load.spec.Type.Form;

/**
 * The table of the Compose Specification's attributes, at <a
 * href="https://github.com/compose-spec/compose-spec/blob/main/spec.md">compose-spec</a>, and of our own {@link Hints}:
 * what exists, what it may hold, how it is merged. Checking, casting, merging, long forms and printing all read it.
 */
public final class Spec {
    private Spec() {}

    private static final Type EXTERNAL = Type.of(Form.EXTERNAL);

    private static final Type NETWORK = Type.object(
                    attr("name", Type.STRING),
                    attr("driver", Type.STRING),
                    attr("driver_opts", Type.TEXT_MAP),
                    attr(
                            "ipam",
                            Type.object(
                                    attr("driver", Type.STRING),
                                    attr(
                                                    "config",
                                                    Type.list(Type.object(
                                                            attr("subnet", Type.STRING),
                                                            attr("gateway", Type.STRING),
                                                            attr("ip_range", Type.STRING),
                                                            attr("aux_addresses", Type.map(Type.STRING)))))
                                            .merged(Merge.IPAM),
                                    attr("options", Type.map(Type.STRING)))),
                    attr("external", EXTERNAL),
                    attr("internal", Type.BOOL),
                    attr("attachable", Type.BOOL),
                    attr("labels", Type.LABELS),
                    attr("enable_ipv4", Type.BOOL).kept(),
                    attr("enable_ipv6", Type.BOOL).kept(),
                    attr(Hints.KEY, Hints.NETWORK))
            .orNothing();

    private static final Type VOLUME = Type.object(
                    attr("name", Type.STRING),
                    attr("driver", Type.STRING),
                    attr("driver_opts", Type.TEXT_MAP),
                    attr("external", EXTERNAL),
                    attr("labels", Type.LABELS),
                    attr(Hints.KEY, Hints.VOLUME))
            .orNothing();

    private static final Type SECRET = Type.object(
            attr("name", Type.STRING),
            attr("file", Type.STRING),
            attr("environment", Type.STRING),
            attr("external", EXTERNAL),
            attr("labels", Type.LABELS),
            attr("driver", Type.STRING),
            attr("driver_opts", Type.TEXT_MAP),
            attr("template_driver", Type.STRING));

    private static final Type CONFIG = Type.object(
            attr("name", Type.STRING),
            attr("file", Type.STRING),
            attr("environment", Type.STRING),
            attr("content", Type.STRING),
            attr("external", EXTERNAL),
            attr("labels", Type.LABELS),
            attr("template_driver", Type.STRING));

    private static final Type MODEL = Type.object(
            attr("name", Type.STRING),
            attr("model", Type.STRING).needed(),
            attr("context_size", Type.INT),
            attr("runtime_flags", Type.STRING_LIST));

    private static final Type INCLUDE = Type.object(
                    attr("path", Type.STRINGS), attr("env_file", Type.STRINGS), attr("project_directory", Type.STRING))
            .orJust("path");

    /** A compose file. */
    public static final Type FILE = Type.object(
            attr("version", Type.STRING),
            attr("name", Type.STRING),
            attr("include", Type.list(INCLUDE)),
            attr("services", Type.map(ServiceSpec.SERVICE)),
            attr("networks", Type.map(NETWORK)),
            attr("volumes", Type.map(VOLUME)),
            attr("secrets", Type.map(SECRET)),
            attr("configs", Type.map(CONFIG)),
            attr("models", Type.map(MODEL)),
            attr(Hints.KEY, Hints.PROJECT));
}
