package dev.sild.schema;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.sild.schema.Violation.Kind;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Finds rules that do not hold, as for an object that is re-created: a rule about a change has nothing to compare with.
 * Values have no type until a rule is evaluated, so a wrong rule is found by the API server alone, when it takes the
 * definition. What was compiled once is kept. Safe for use by several threads.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/cel/">CEL in Kubernetes</a>
 */
final class Rules {
    private static final CelOptions OPTIONS =
            CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
    private static final Pattern OLD_SELF = Pattern.compile("\\boldSelf\\b");

    private final CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(CelExtensions.strings(), CelExtensions.optional())
            .addVar("self", SimpleType.DYN)
            .addVar("oldSelf", SimpleType.DYN)
            .build();
    private final CelRuntime runtime = CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addLibraries(CelExtensions.strings(), CelExtensions.optional())
            .build();
    private final Map<String, CelRuntime.Program> programs = new ConcurrentHashMap<>();

    void check(Node node, Schema schema, String path, List<Violation> found) {
        if (node instanceof ScalarNode scalar && scalar.isNull()) {
            return;
        }
        for (Rule rule : schema.rules()) {
            check(node, schema, rule, path, found);
        }
        if (node instanceof ListNode list) {
            for (int i = 0; i < list.items().size() && schema.items().isPresent(); i++) {
                check(list.items().get(i), schema.items().get(), path + "[" + i + "]", found);
            }
        } else if (node instanceof MapNode map) {
            Map<String, Schema> properties = schema.properties();
            map.entries().forEach((name, entry) -> {
                Optional<Schema> property = Optional.ofNullable(properties.get(name));
                property.ifPresent(child -> check(entry.value(), child, child(path, name), found));
                schema.additionalProperties()
                        .filter(child -> property.isEmpty())
                        .ifPresent(child -> check(entry.value(), child, path + "[" + name + "]", found));
            });
        }
    }

    private void check(Node node, Schema schema, Rule rule, String path, List<Violation> found) {
        boolean usesOld = OLD_SELF.matcher(rule.expression()).find();
        if (usesOld && !rule.optionalOldSelf()) {
            return;
        }
        Map<String, Object> variables = new HashMap<>();
        variables.put("self", CelValues.of(node, schema));
        if (rule.optionalOldSelf()) {
            variables.put("oldSelf", Optional.empty());
        }
        String type = schema.intOrString() ? "" : schema.type();
        try {
            if (!Boolean.TRUE.equals(program(rule.expression()).eval(variables))) {
                found.add(violation(node, rule, path, type, message(rule, variables)));
            }
        } catch (CelEvaluationException failed) {
            String said = rule.message().isEmpty() ? rule.expression() : rule.message();
            found.add(Violation.of(
                    Kind.INVALID, node.position(), path, type, reason(failed) + " evaluating rule: " + said));
        }
    }

    /** Returns why a rule could not be evaluated, in the words of the API server. */
    private static String reason(CelEvaluationException failed) {
        return String.valueOf(failed.getMessage())
                .replaceFirst(
                        "^evaluation error at [^:]*:\\d+: invalid duration format$",
                        "type conversion error from 'string' to 'google.protobuf.Duration'");
    }

    private static Violation violation(Node node, Rule rule, String path, String type, String message) {
        String field = rule.fieldPath().replace("['", ".").replace("']", "");
        Node there = node;
        for (String name : field.isEmpty() ? new String[0] : field.substring(1).split("\\.")) {
            Node inner = there instanceof MapNode map ? map.get(name) : null;
            there = inner == null ? there : inner;
        }
        String place = path.isEmpty() && !field.isEmpty() ? field.substring(1) : path + field;
        return switch (rule.reason()) {
            case "FieldValueRequired" -> Violation.of(Kind.REQUIRED, there.position(), place, message);
            case "FieldValueForbidden" -> Violation.of(Kind.FORBIDDEN, there.position(), place, message);
            case "FieldValueDuplicate" -> Violation.of(Kind.DUPLICATE, there.position(), place, type, "");
            default -> Violation.of(Kind.INVALID, there.position(), place, type, message);
        };
    }

    private String message(Rule rule, Map<String, Object> variables) {
        if (!rule.messageExpression().isEmpty()) {
            try {
                String made = String.valueOf(program(rule.messageExpression()).eval(variables))
                        .strip();
                if (!made.isEmpty() && !made.contains("\n")) {
                    return made;
                }
            } catch (CelEvaluationException failed) {
                return fixed(rule);
            }
        }
        return fixed(rule);
    }

    private static String fixed(Rule rule) {
        return rule.message().isEmpty() ? "failed rule: " + rule.expression() : rule.message();
    }

    private CelRuntime.Program program(String expression) throws CelEvaluationException {
        CelRuntime.Program known = programs.get(expression);
        if (known == null) {
            try {
                known = runtime.createProgram(compiler.compile(expression).getAst());
            } catch (CelValidationException wrong) {
                throw new IllegalStateException(
                        "the rule '" + expression + "' does not compile: " + wrong.getMessage(), wrong);
            }
            programs.put(expression, known);
        }
        return known;
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
