package dev.sild.kinds;

import dev.sild.stacks.microservices.Microservices;
import dev.sild.stacks.monitoring.MonitoringStacks;
import dev.sild.stacks.web.WebStacks;
import dev.sild.v1alpha1.MicroserviceStack;
import dev.sild.v1alpha1.MonitoringStack;
import dev.sild.v1alpha1.WebStack;
import java.util.List;

/** Every kind of stack that this version of Sild serves. */
public final class Kinds {
    public static final Kind<MicroserviceStack> MICROSERVICE_STACK = new Kind<>(
            MicroserviceStack.class,
            Microservices::translate,
            stack -> stack.getSpec().getPaused());
    public static final Kind<MonitoringStack> MONITORING_STACK = new Kind<>(
            MonitoringStack.class,
            MonitoringStacks::translate,
            stack -> stack.getSpec().getPaused());
    public static final Kind<WebStack> WEB_STACK = new Kind<>(
            WebStack.class, WebStacks::translate, stack -> stack.getSpec().getPaused());

    private static final List<Kind<?>> ALL = List.of(MICROSERVICE_STACK, MONITORING_STACK, WEB_STACK);

    private Kinds() {}

    /** Returns all of them, in the order of their names. */
    public static List<Kind<?>> all() {
        return ALL;
    }

    /**
     * Returns one by its name.
     *
     * @throws IllegalStateException if the kind does not exist, and therefore has no definition either
     */
    public static Kind<?> named(String name) {
        return ALL.stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no translation for the kind " + name));
    }
}
