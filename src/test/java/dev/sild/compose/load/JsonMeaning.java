package dev.sild.compose.load;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Iterator;

/** Compares JSON by what it means. */
final class JsonMeaning {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private JsonMeaning() {}

    static boolean sameMeaning(String one, String other) throws IOException {
        return same(MAPPER.readTree(one), MAPPER.readTree(other));
    }

    /** Compares without regard to the order of keys or to how a number is written. */
    private static boolean same(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        if (one.getNodeType() != other.getNodeType() || one.size() != other.size()) {
            return false;
        }
        if (one.isArray()) {
            for (int i = 0; i < one.size(); i++) {
                if (!same(one.get(i), other.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (!one.isObject()) {
            return one.equals(other);
        }
        for (Iterator<String> names = one.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!other.has(name) || !same(one.get(name), other.get(name))) {
                return false;
            }
        }
        return true;
    }
}
