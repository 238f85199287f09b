package io.travertine.benchmarks.schema;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.travertine.schema.json.JsonReader;
import io.travertine.schema.json.JsonWriter;
import io.travertine.schema.row.RowReader;
import io.travertine.schema.row.RowWriter;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One record to JSON or to a row, and back. */
@State(Scope.Thread)
public class RecordJson {
    private final Registration value = Registration.valid();
    private final byte[] json = encoded();
    private final JsonWriter writer = new JsonWriter();
    private final JsonReader reader = new JsonReader();
    private final byte[] row = row();
    private final RowWriter rowWriter = new RowWriter();
    private final RowReader rowReader = new RowReader();
    private final ObjectWriter jacksonWriter = new ObjectMapper().writerFor(Registration.class);
    private final ObjectReader jacksonReader = new ObjectMapper().readerFor(Registration.class);

    static byte[] encoded() {
        JsonWriter writer = new JsonWriter();
        RegistrationType.INSTANCE.write(Registration.valid(), writer);
        return writer.toBytes();
    }

    private static byte[] row() {
        RowWriter writer = new RowWriter();
        RegistrationType.INSTANCE.writeRow(Registration.valid(), writer);
        return writer.toBytes();
    }

    @Benchmark
    public byte[] encodeTravertine() {
        RegistrationType.INSTANCE.write(value, writer.reset());
        return writer.toBytes();
    }

    @Benchmark
    public byte[] encodeRowTravertine() {
        RegistrationType.INSTANCE.writeRow(value, rowWriter.reset());
        return rowWriter.toBytes();
    }

    @Benchmark
    public Registration decodeRowTravertine() {
        return RegistrationType.INSTANCE.readRow(rowReader.reset(row));
    }

    @Benchmark
    public byte[] encodeJackson() throws IOException {
        return jacksonWriter.writeValueAsBytes(value);
    }

    @Benchmark
    public Registration decodeTravertine() {
        return RegistrationType.INSTANCE.read(reader.reset(json));
    }

    @Benchmark
    public Registration decodeJackson() throws IOException {
        return jacksonReader.readValue(json);
    }
}
