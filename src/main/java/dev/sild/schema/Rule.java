package dev.sild.schema;

import dev.sild.yaml.Node.MapNode;

/**
 * A rule that a value must hold to, written in the Common Expression Language.
 *
 * @param expression what must be true of {@code self}
 * @param message the message if the expression is false; empty if {@code messageExpression} or the rule itself provides
 *     it
 * @param messageExpression what makes the message; empty for none
 * @param fieldPath the field that the message is about, such as {@code .host}; empty for the value itself
 * @param reason the kind of error, such as {@code FieldValueInvalid}; empty for that
 * @param optionalOldSelf whether {@code oldSelf} may be missing, so that the rule holds for new objects too
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules">
 *     Validation rules</a>
 */
public record Rule(
        String expression,
        String message,
        String messageExpression,
        String fieldPath,
        String reason,
        boolean optionalOldSelf) {

    static Rule of(MapNode node) {
        Schema rule = new Schema(node);
        return new Rule(
                rule.text("rule").strip(),
                rule.text("message").strip(),
                rule.text("messageExpression").strip(),
                rule.text("fieldPath"),
                rule.text("reason"),
                rule.isTrue("optionalOldSelf"));
    }
}
