package dev.sild.operator.engine.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys of list elements as managed fields spell them: {@code {"containerPort":80,"protocol":"TCP"}}. */
public final class Keys {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> TYPE = new TypeReference<>() {};

    private Keys() {}

    /** Returns the keys and values; none where the text is not what the API server writes. */
    public static Map<String, Object> of(String json) {
        try {
            Map<String, Object> keys = new LinkedHashMap<>();
            JSON.readValue(json, TYPE)
                    .forEach((name, value) ->
                            keys.put(name, value instanceof Number number ? (Object) number.longValue() : value));
            return keys;
        } catch (JsonProcessingException e) {
            return Map.of();
        }
    }
}
