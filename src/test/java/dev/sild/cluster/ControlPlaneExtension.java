package dev.sild.cluster;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts the control plane at its first use, for all tests of this JVM, with which it ends; skips aloud where it cannot
 * be had.
 */
final class ControlPlaneExtension implements ExecutionCondition, ParameterResolver {
    /** Not in JUnit's store: where classes are given to several JVMs one by one, that is closed after each class. */
    private static ControlPlane plane;

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
        return plane();
    }

    /** Returns the one of this JVM. */
    static synchronized ControlPlane plane() {
        if (plane == null) {
            plane = ControlPlane.start(ControlPlane.binaries().orElseThrow());
        }
        return plane;
    }
}
