package dev.sild.compose.load.checks;

import dev.sild.compose.load.spec.Type;
import dev.sild.compose.load.spec.Type.Form;
import dev.sild.compose.load.variables.Interpolator;
import dev.sild.model.Names;
import dev.sild.units.ByteQuantity;
import dev.sild.units.GoDuration;
import dev.sild.units.Sizes;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Node.ScalarNode.Kind;

/** Which scalars the types of the table accept, variables filled in. */
public final class ScalarForms {
    private ScalarForms() {}

    static boolean accepts(ScalarNode scalar, Type type) {
        boolean string = scalar.kind() == Kind.STRING;
        switch (type.form()) {
            case STRING:
            case VOLUME:
            case DEVICE:
            case COMMAND:
            case TEST:
                return string;
            case STRINGS:
                return string
                        && (type.requiredItem().form() == Form.STRING
                                || !type.requiredItem().shorthand().isEmpty());
            case OBJECT:
                return string && !type.shorthand().isEmpty();
            case TEXT:
                return scalar.kind() != Kind.BOOL;
            case PORT:
                return string || scalar.kind() == Kind.INT;
            case BOOL:
            case EXTERNAL:
                return scalar.kind() == Kind.BOOL;
            case UNSIGNED:
                return isWhole(scalar) && !scalar.value().startsWith("-");
            case INT:
            case ULIMIT:
                return isWhole(scalar);
            case FLOAT:
                return scalar.kind() == Kind.INT || scalar.kind() == Kind.FLOAT;
            case BYTES:
                return scalar.kind() == Kind.INT
                        || scalar.kind() == Kind.FLOAT && isFinite(scalar)
                        || scalar.value().equals("-1")
                        || string && Sizes.bytes(scalar.value()) != null;
            case SIZE:
                return string
                        && (Sizes.bytes(scalar.value()) != null
                                || scalar.value().equals("-1"));
            case DURATION:
                return string && GoDuration.nanos(scalar.value()).isPresent();
            case COUNT:
                return scalar.kind() == Kind.INT || scalar.value().equalsIgnoreCase("all");
            case MODE:
                return scalar.kind() == Kind.INT || string && mode(scalar.value()) >= 0;
            case GPUS:
                return scalar.value().equals("all");
            case QUANTITY:
                return (string || scalar.kind() == Kind.INT) && ByteQuantity.isOne(scalar.value());
            case NAME:
                return string && Names.isSubdomain(scalar.value());
            case REFERENCE:
                return string && Names.isReference(scalar.value());
            case HOST:
                return string && Names.isHost(scalar.value());
            default:
                return false;
        }
    }

    /** YAML's {@code .inf} and {@code .nan} are numbers, too. */
    private static boolean isFinite(ScalarNode scalar) {
        return !scalar.value().endsWith("Inf") && !scalar.value().equals("NaN");
    }

    private static boolean isWhole(ScalarNode scalar) {
        return scalar.kind() == Kind.INT || scalar.kind() == Kind.FLOAT && Interpolator.integer(scalar.value()) != null;
    }

    /** Returns a file's mode from digits, octal where they begin with 0; -1 where they are none. */
    public static int mode(String digits) {
        if (Interpolator.integer(digits) == null || digits.startsWith("-") || digits.length() > 9) {
            return -1;
        }
        try {
            return Integer.parseInt(digits, digits.startsWith("0") ? 8 : 10);
        } catch (NumberFormatException notOctal) {
            return -1;
        }
    }
}
