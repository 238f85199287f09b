package io.travertine.schema.json;

/** What kind of value comes next. */
public enum JsonKind {
    OBJECT("an object"),
    ARRAY("an array"),
    STRING("a string"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    NULL("null");

    private final String words;

    JsonKind(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
