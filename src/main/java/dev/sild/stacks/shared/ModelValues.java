package dev.sild.stacks.shared;

import dev.sild.model.Container.Env;
import dev.sild.model.Health;
import dev.sild.model.Port;
import dev.sild.model.Probe;
import dev.sild.model.Resources;
import dev.sild.model.Text;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.OptionalLong;

/** Values of the model in the forms that components of stacks use. */
public final class ModelValues {
    private ModelValues() {}

    /** Returns a variable with a plain value. */
    public static Env env(String name, String value) {
        return new Env(name, Text.of(value));
    }

    /** Returns a TCP port with a name. */
    public static Port port(int number, String name, String appProtocol) {
        return new Port(number, Port.Protocol.TCP, name, appProtocol, Port.Source.DECLARED);
    }

    /** Returns a probe that needs no time before its first try and one success. */
    public static Probe probe(Probe.Use use, Health.Check check, int period, int timeout, int failures) {
        return new Probe(use, check, 0, period, timeout, failures, 0);
    }

    /** Returns the limit of memory in bytes; empty for none. */
    public static OptionalLong memoryLimit(Resources resources) {
        String limit = resources.limits().get("memory");
        return limit == null ? OptionalLong.empty() : OptionalLong.of(bytes(limit));
    }

    /** Returns the limit of processor time in thousandths of a core; empty for none. */
    public static OptionalLong cpuLimit(Resources resources) {
        String limit = resources.limits().get("cpu");
        return limit == null
                ? OptionalLong.empty()
                : OptionalLong.of(new Quantity(limit)
                        .getNumericalAmount()
                        .movePointRight(3)
                        .longValue());
    }

    /** Returns a quantity such as {@code 1Gi} in bytes. */
    public static long bytes(String quantity) {
        return Quantity.getAmountInBytes(new Quantity(quantity)).longValue();
    }
}
