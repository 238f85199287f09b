package io.travertine.schema;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A schema as bytes, big-endian:
 *
 * <pre>
 * u8   version, 1
 * u16  number of columns
 * then for each column
 *   u8   type: BOOLEAN 0, DATE 1, INT64 2, FLOAT64 3, TIMESTAMP 4, STRING 5, BINARY 6, JSON 7, RECORD_ID 8
 *   u16  length of the name, then the name in modified UTF-8 (DataOutput.writeUTF)
 * </pre>
 */
final class TableSchemaFormat {
    private static final int VERSION = 1;
    private static final ColumnType[] CODES = {
        ColumnType.BOOLEAN,
        ColumnType.DATE,
        ColumnType.INT64,
        ColumnType.FLOAT64,
        ColumnType.TIMESTAMP,
        ColumnType.STRING,
        ColumnType.BINARY,
        ColumnType.JSON,
        ColumnType.RECORD_ID
    };

    private TableSchemaFormat() {}

    static byte[] encode(TableSchema schema) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeShort(schema.columns().size());
            for (ColumnSchema column : schema.columns()) {
                out.writeByte(List.of(CODES).indexOf(column.type()));
                out.writeUTF(column.name());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static TableSchema decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "a schema of version " + version + "; version " + VERSION + " is known");
            }
            int count = in.readUnsignedShort();
            List<ColumnSchema> columns = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                int code = in.readUnsignedByte();
                if (code >= CODES.length) {
                    throw new IllegalArgumentException("column " + i + " of a schema has the unknown type " + code);
                }
                ColumnType type = CODES[code];
                columns.add(new ColumnSchema(in.readUTF(), type));
            }
            return new TableSchema(columns);
        } catch (IOException e) {
            throw new IllegalArgumentException("a schema of " + bytes.length + " bytes that is not whole", e);
        }
    }
}
