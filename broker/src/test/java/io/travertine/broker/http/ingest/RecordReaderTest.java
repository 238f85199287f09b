package io.travertine.broker.http.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the readers make of bodies; a record is shown as {@code key=value@timestamp#partition[headers]}, absent parts left out. */
class RecordReaderTest {
    private static final int MAX = 10_000;

    @Test
    void ndjsonKeepsValuesByteForByte() throws Exception {
        ndjson(
                "{\"a\": 1}\n\n  [1,2] \r\n\"x\"\n-1.5e3\nnull\ntrue",
                "{\"a\": 1}",
                "[1,2]",
                "\"x\"",
                "-1.5e3",
                "null",
                "true");
        ndjson("");
        ndjson("\n \n\r\n");
        ndjson("{\"ä\":\"\\u00e4\"}", "{\"ä\":\"\\u00e4\"}");
    }

    @Test
    void ndjsonTakesKeysAndTimestampsFromFields() throws Exception {
        FieldMapping fields = new FieldMapping("k", "t");
        ndjson(fields, "{\"k\":\"a\",\"t\":5}", "a={\"k\":\"a\",\"t\":5}@5");
        ndjson(
                fields,
                "{\"t\":\"1970-01-01T00:00:01.5Z\",\"k\":7}",
                "7={\"t\":\"1970-01-01T00:00:01.5Z\",\"k\":7}@1500");
        ndjson(fields, "{\"x\":{\"k\":1},\"k\":true}", "true={\"x\":{\"k\":1},\"k\":true}");
        ndjson(fields, "{\"k\":null,\"t\":null}", "{\"k\":null,\"t\":null}");
        ndjson(fields, "{}", "{}");
        ndjson(fields, "[{\"k\":1}]", "[{\"k\":1}]");
        ndjson(new FieldMapping("k", "k"), "{\"k\":9}", "9={\"k\":9}@9");
        ndjson(fields, "{\"k\":\"\\u00e4\\n\"}", "ä\n={\"k\":\"\\u00e4\\n\"}");
    }

    @Test
    void ndjsonRefusesByLineAndPosition() throws Exception {
        badLine("{}\n{\"a\":}\n{}", 2, 6, "Unexpected character");
        badLine("{\"a\":1", 1, 0, "end-of-input");
        badLine("1 2", 1, 0, "second value");
        badLine("{} {}", 1, 0, "second value");
        badLine("{\"a\":\n1}", 1, 0, "end-of-input");
        badLine("  hello", 1, 0, "hello");
        badLine("\"a\u0001b\"", 1, 3, "CTRL-CHAR");
        badLine("01", 1, 0, "Leading zeroes");
        badLine("{\"k\":{}}", 1, 0, "key is an object");
        badLine("{\"t\":\"yesterday\"}", 1, 0, "yesterday");
        badLine("{\"t\":-1}", 1, 0, "before 1970");
        badLine("{\"t\":1.5}", 1, 0, "neither RFC 3339");
        badLine("{\"t\":99999999999999999999}", 1, 0, "out of range");
        badLine("[".repeat(2000), 1, 0, "nesting depth");
    }

    @Test
    void jsonRecordsTakeEveryMember() throws Exception {
        json("{\"records\":[]}");
        json(
                "{\"records\":[{\"key\":\"a\",\"value\":{\"x\": [1.10, 12345678901234567890]},\"timestamp\":5,\"partition\":2}]}",
                "a={\"x\":[1.10,12345678901234567890]}@5#2");
        json("{\"records\":[{\"value\":\"text\"},{\"value\":null},{}]}", "\"text\"", "null!", "null!");
        json("{\"records\":[{\"valueText\":\"text\",\"key\":null}]}", "text");
        json("{\"records\":[{\"valueBase64\":\"aGk=\",\"key\":{\"base64\":\"aw==\"}}]}", "k=hi");
        json("{\"records\":[{\"value\":1,\"headers\":{\"a\":\"b\",\"c\":null}}]}", "1[a=b,c=null]");
        json(
                "{\"records\":[{\"headers\":[{\"key\":\"a\",\"value\":{\"base64\":\"aGk=\"}},{\"key\":\"a\"}],\"value\":1}]}",
                "1[a=hi,a=null]");
        json("{\"records\":[{\"value\":false,\"timestamp\":\"1970-01-01T00:00:01Z\"}]}", "false@1000");
    }

    @Test
    void jsonRecordsAreRefusedByNumber() throws Exception {
        badRecord("", 1, "the end of the body");
        badRecord("[]", 1, "an object with \"records\" is expected, found an array");
        badRecord("{\"rows\":[]}", 1, "rows");
        badRecord("{\"records\":{}}", 1, "an array of records");
        badRecord("{\"records\":[{\"value\":1},5]}", 2, "a record");
        badRecord("{\"records\":[{\"val\":1}]}", 1, "unknown member \"val\"");
        badRecord("{\"records\":[{\"key\":5}]}", 1, "text is expected");
        badRecord("{\"records\":[{\"key\":{\"b\":\"\"}}]}", 1, "base64");
        badRecord("{\"records\":[{\"valueBase64\":\"?\"}]}", 1, "base64");
        badRecord("{\"records\":[{\"headers\":[{\"value\":\"x\"}]}]}", 1, "without a \"key\"");
        badRecord("{\"records\":[{\"headers\":5}]}", 1, "neither an object nor an array");
        badRecord("{\"records\":[{\"partition\":\"x\"}]}", 1, "partition number");
        badRecord("{\"records\":[{\"value\":{\"a\":1}", 1, "end-of-input");
        badRecord("{\"records\":[{\"value\":{\"a\":1}}", 1, "end-of-input");
        badRecord("{\"records\":[{\"value\":1}],\"more\":1}", 1, "the end of the object");
        badRecord("{\"records\":[{\"value\":1}]} x", 1, "Unrecognized token");
        badRecord("{\"records\":[{\"value\":1}]} 1", 1, "second value");
    }

    @Test
    void tooLargeIsTold() {
        String large = "x".repeat(MAX);
        assertEquals(
                BadInputException.Kind.TOO_LARGE,
                assertThrows(
                                BadInputException.class,
                                () -> show(jsonReader("{\"records\":[{\"value\":\"" + large + "\"}]}")))
                        .kind());
        assertEquals(
                BadInputException.Kind.TOO_LARGE,
                assertThrows(
                                BadInputException.class,
                                () -> show(jsonReader("{\"records\":[{\"key\":\"" + large.repeat(3) + "\"}]}")))
                        .kind());
        assertEquals(
                BadInputException.Kind.TOO_LARGE,
                assertThrows(BadInputException.class, () -> show(ndjsonReader("\"" + large + "\"")))
                        .kind());
    }

    private static void ndjson(String body, String... expected) throws Exception {
        ndjson(new FieldMapping(null, null), body, expected);
    }

    private static void ndjson(FieldMapping fields, String body, String... expected) throws Exception {
        assertEquals(List.of(expected), show(new NdjsonReader(stream(body), fields, InputRecord.NONE, MAX)));
    }

    private static void json(String body, String... expected) throws Exception {
        assertEquals(List.of(expected), show(jsonReader(body)));
    }

    private static void badLine(String body, long line, long position, String found) {
        BadInputException bad = assertThrows(BadInputException.class, () -> show(ndjsonReader(body)));
        assertEquals(line, bad.number());
        if (position > 0) {
            assertEquals(position, bad.position(), bad.getMessage());
        }
        assertTrue(bad.getMessage().contains(found), bad.getMessage());
    }

    private static void badRecord(String body, long number, String found) {
        BadInputException bad = assertThrows(BadInputException.class, () -> show(jsonReader(body)));
        assertEquals(number, bad.number());
        assertTrue(bad.getMessage().contains(found), bad.getMessage());
    }

    private static RecordReader ndjsonReader(String body) {
        return new NdjsonReader(stream(body), new FieldMapping("k", "t"), InputRecord.NONE, MAX);
    }

    private static RecordReader jsonReader(String body) throws Exception {
        return new JsonRecordsReader(stream(body), InputRecord.NONE, MAX);
    }

    private static InputStream stream(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> show(RecordReader reader) throws Exception {
        List<String> records = new ArrayList<>();
        InputRecord record = new InputRecord();
        while (reader.next(record)) {
            records.add(show(record));
        }
        return records;
    }

    private static String show(InputRecord record) {
        String value = record.valueLength < 0
                ? "null!"
                : new String(record.value, record.valuePosition, record.valueLength, StandardCharsets.UTF_8);
        String headers = record.headers.stream()
                .map(header -> header.key() + "=" + text(header.value()))
                .collect(Collectors.joining(","));
        return (record.key == null ? "" : text(record.key) + "=")
                + value
                + (record.timestampMs < 0 ? "" : "@" + record.timestampMs)
                + (record.partition < 0 ? "" : "#" + record.partition)
                + (headers.isEmpty() ? "" : "[" + headers + "]");
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
    }
}
