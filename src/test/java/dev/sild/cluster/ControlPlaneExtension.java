package dev.sild.cluster;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the control plane at its first use and stops it after the last test; skips aloud where it cannot be had. */
final class ControlPlaneExtension implements ExecutionCondition, ParameterResolver {

    private static final Namespace OURS = Namespace.create(ControlPlaneExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (ControlPlane.binaries().isPresent()) {
            return ConditionEvaluationResult.enabled("the control plane's binaries are there");
        }
        String reason =
                "CLUSTER TIER SKIPPED: ETCD, KUBE-APISERVER, KUBE-CONTROLLER-MANAGER AND KUBECTL ARE NOT ALL IN "
                        + "KUBEBUILDER_ASSETS OR /usr/local/kubebuilder/bin";
        if (context.getTestMethod().isEmpty()) {
            System.out.println(reason);
        }
        return ConditionEvaluationResult.disabled(reason);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ControlPlane.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return plane(context);
    }

    /** Returns the one of this run. */
    static ControlPlane plane(ExtensionContext context) {
        return context.getRoot()
                .getStore(OURS)
                .computeIfAbsent(
                        ControlPlane.class,
                        key -> ControlPlane.start(ControlPlane.binaries().orElseThrow()),
                        ControlPlane.class);
    }
}
