package dev.sild.compose.load.spec;

import static dev.sild.compose.load.spec.AttributeSpec.attr;

import dev.sild.compose.load.spec.Type.Form;

/**
 * The attributes of {@code deploy}; see <a
 * href="https://github.com/compose-spec/compose-spec/blob/main/deploy.md">Compose Deploy Specification</a>.
 */
final class DeploySpec {
    private DeploySpec() {}

    private static final Type UPDATE = Type.object(
            attr("parallelism", Type.UNSIGNED).kept(),
            attr("delay", Type.DURATION),
            attr("failure_action", Type.STRING),
            attr("monitor", Type.DURATION),
            attr("max_failure_ratio", Type.FLOAT),
            attr("order", Type.oneOf("start-first", "stop-first")));

    /** A request for devices of the host, GPUs above all. */
    static final Type GPU = device(false);

    private static final Type RESOURCES = Type.object(
            attr("limits", Type.object(attr("cpus", Type.FLOAT), attr("memory", Type.SIZE), attr("pids", Type.INT))),
            attr(
                    "reservations",
                    Type.object(
                            attr("cpus", Type.FLOAT),
                            attr("memory", Type.SIZE),
                            attr("devices", Type.list(device(true))),
                            attr(
                                    "generic_resources",
                                    Type.list(Type.object(attr(
                                            "discrete_resource_spec",
                                            Type.object(
                                                    attr("kind", Type.STRING).kept(),
                                                    attr("value", Type.INT).kept()))))))));

    /** The whole of {@code deploy}. */
    static final Type DEPLOY = Type.object(
                    attr("mode", Type.STRING),
                    attr("replicas", Type.INT).kept(),
                    attr("labels", Type.LABELS),
                    attr("update_config", UPDATE),
                    attr("rollback_config", UPDATE),
                    attr("resources", RESOURCES),
                    attr(
                            "restart_policy",
                            Type.object(
                                    attr("condition", Type.STRING),
                                    attr("delay", Type.DURATION).kept(),
                                    attr("max_attempts", Type.UNSIGNED).kept(),
                                    attr("window", Type.DURATION).kept())),
                    attr(
                            "placement",
                            Type.object(
                                    attr("constraints", Type.STRING_LIST),
                                    attr("preferences", Type.list(Type.object(attr("spread", Type.STRING)))),
                                    attr("max_replicas_per_node", Type.UNSIGNED))),
                    attr("endpoint_mode", Type.STRING))
            .orNothing();

    private static Type device(boolean capabilitiesNeeded) {
        AttributeSpec capabilities = attr("capabilities", Type.STRING_LIST);
        return Type.object(
                capabilitiesNeeded ? capabilities.needed() : capabilities,
                attr("driver", Type.STRING),
                attr("count", Type.of(Form.COUNT)),
                attr("device_ids", Type.STRING_LIST),
                attr("options", Type.LABELS));
    }
}
