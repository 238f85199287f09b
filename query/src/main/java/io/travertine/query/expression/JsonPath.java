package io.travertine.query.expression;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one value out of JSON text by a path such as {@code $.device.os}, {@code $.ab[0]} or {@code $."a key"}. */
final class JsonPath {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern STEP = Pattern.compile("\\.\"([^\"]*)\"|\\.([^.\\[\"]+)|\\[(\\d+)]");

    private JsonPath() {}

    /** The value as text: a string without quotes, an object or array as JSON; null when it is absent, null or no JSON. */
    static @Nullable String value(String json, String path) {
        List<Object> steps = parse(path);
        try (JsonParser parser = JSON.createParser(json)) {
            JsonToken token = parser.nextToken();
            for (Object step : steps) {
                token = step instanceof Integer index
                        ? element(parser, token, index)
                        : field(parser, token, (String) step);
            }
            return token == null ? null : text(parser, token);
        } catch (IOException notJson) {
            return null;
        }
    }

    private static List<Object> parse(String path) {
        String trimmed = path.strip();
        String rest = trimmed.startsWith("lax ") ? trimmed.substring(4).strip() : trimmed;
        if (!rest.startsWith("$")) {
            rest = rest.startsWith("[") ? "$" + rest : "$." + rest;
        }
        List<Object> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(rest);
        int position = 1;
        while (position < rest.length()) {
            if (!matcher.region(position, rest.length()).lookingAt()) {
                throw EvaluationException.invalidArgument(
                        "'" + path + "' is no JSON path: write it as $.name, $.name[0] or $.\"a name\"");
            }
            String index = matcher.group(3);
            String name = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            steps.add(index != null ? (Object) Integer.valueOf(index) : name);
            position = matcher.end();
        }
        return steps;
    }

    private static @Nullable JsonToken field(JsonParser parser, @Nullable JsonToken token, String name)
            throws IOException {
        if (token != JsonToken.START_OBJECT) {
            return null;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals(name);
            JsonToken value = parser.nextToken();
            if (found) {
                return value;
            }
            parser.skipChildren();
        }
        return null;
    }

    private static @Nullable JsonToken element(JsonParser parser, @Nullable JsonToken token, int index)
            throws IOException {
        if (token != JsonToken.START_ARRAY) {
            return null;
        }
        int place = 0;
        for (JsonToken value = parser.nextToken(); value != JsonToken.END_ARRAY; value = parser.nextToken()) {
            if (value == null) {
                return null;
            }
            if (place++ == index) {
                return value;
            }
            parser.skipChildren();
        }
        return null;
    }

    private static @Nullable String text(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token.isScalarValue()) {
            return parser.getText();
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            generator.copyCurrentStructure(parser);
        }
        return text.toString();
    }
}
