package dev.sild.operator.engine.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/**
 * What the containers of a run left when they ended, as their termination message: JSON of a backup that succeeded, or
 * why it failed. The text comes from a pod, so that nothing but what is expected is taken from it.
 *
 * @param text the message
 */
public record RunMessage(String text) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 512;

    /** Returns the name of the dump; empty where the message has none. */
    public Optional<String> dump() {
        return field("dump").map(JsonNode::textValue).filter(name -> name.matches("[a-zA-Z0-9_.-]{1,128}"));
    }

    /** Returns a number that is not negative; empty where the message has none of that name. */
    public Optional<Long> number(String name) {
        return field(name)
                .filter(value -> value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0)
                .map(JsonNode::longValue);
    }

    private Optional<JsonNode> field(String name) {
        try {
            return Optional.ofNullable(JSON.readTree(text)).map(tree -> tree.get(name));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Returns its text in one line without control characters, cut to what fits a status. */
    public String failure() {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }
}
