package dev.sild.cluster;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Sets the operator to work at the first test of a class, and clears away what is left after its last. */
final class OperatorBenchExtension implements ParameterResolver {

    private static final Namespace OURS = Namespace.create(OperatorBenchExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == OperatorBench.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext ofClass = context;
        while (ofClass.getTestMethod().isPresent()) {
            ofClass = ofClass.getParent().orElseThrow();
        }
        OnOperator wanted = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), OnOperator.class)
                .orElseThrow();
        return ofClass.getStore(OURS)
                .computeIfAbsent(
                        OperatorBench.class, key -> set(ControlPlaneExtension.plane(), wanted), OperatorBench.class);
    }

    private static OperatorBench set(ControlPlane plane, OnOperator wanted) {
        OperatorBench bench = new OperatorBench(plane, wanted.namespace());
        if (wanted.started()) {
            bench.start();
        }
        return bench;
    }
}
