package io.travertine.query;

import io.travertine.columnar.BatchSource;
import io.travertine.columnar.BytesColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.DictionaryColumn;
import io.travertine.columnar.Predicate;
import io.travertine.columnar.ScanRequest;
import io.travertine.columnar.ScanRequest.ColumnPredicate;
import io.travertine.columnar.ScanStatistics;
import io.travertine.engine.DatabaseSnapshot;
import io.travertine.engine.TableSnapshot;
import io.travertine.engine.TableSource;
import io.travertine.query.expression.Columns;
import io.travertine.query.expression.Gather;
import io.travertine.query.expression.Nulls;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import io.travertine.schema.TableSchema;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Tables on the heap for tests: rows of objects, served as batches of varying size, text now plain and now as a dictionary,
 * predicates evaluated one row at a time, which leaves selections.
 */
final class MemoryTables implements TableSource {
    private final TreeMap<String, Table> tables = new TreeMap<>();
    final AtomicInteger openSnapshots = new AtomicInteger();
    final AtomicInteger openScans = new AtomicInteger();
    volatile ScanRequest lastRequest;

    /** @param rows values as {@link io.travertine.query.expression.Values} has them, text also as String */
    MemoryTables add(String name, List<ColumnSchema> columns, List<Object[]> rows, int batchRows) {
        List<Object[]> converted = new ArrayList<>();
        for (Object[] row : rows) {
            Object[] copy = row.clone();
            for (int i = 0; i < copy.length; i++) {
                copy[i] = copy[i] instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : copy[i];
            }
            converted.add(copy);
        }
        tables.put(name, new Table(name, new TableSchema(columns), converted, batchRows));
        return this;
    }

    void remove(String name) {
        tables.remove(name);
    }

    @Override
    public DatabaseSnapshot snapshot() {
        openSnapshots.incrementAndGet();
        TreeMap<String, Table> now = new TreeMap<>(tables);
        return new DatabaseSnapshot() {
            @Override
            public List<String> tableNames() {
                return List.copyOf(now.keySet());
            }

            @Override
            public TableSnapshot table(String name) {
                return now.get(name);
            }

            @Override
            public void close() {
                openSnapshots.decrementAndGet();
            }
        };
    }

    private final class Table implements TableSnapshot {
        private final String name;
        private final TableSchema schema;
        private final List<Object[]> rows;
        private final int batchRows;

        Table(String name, TableSchema schema, List<Object[]> rows, int batchRows) {
            this.name = name;
            this.schema = schema;
            this.rows = rows;
            this.batchRows = batchRows;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public TableSchema schema() {
            return schema;
        }

        @Override
        public long rowCount() {
            return rows.size();
        }

        @Override
        public Map<String, Object> defaults() {
            return Map.of();
        }

        @Override
        public List<String> indexedColumns() {
            return List.of("_id", "_offset");
        }

        @Override
        public BatchSource scan(ScanRequest request) {
            lastRequest = request;
            openScans.incrementAndGet();
            return new Scan(this, request);
        }

        @Override
        public boolean hasHiddenRows() {
            return false;
        }
    }

    private final class Scan implements BatchSource {
        private final Table table;
        private final ScanRequest request;
        private final Random sizes = new Random(7);
        private int position;
        private long returned;

        Scan(Table table, ScanRequest request) {
            this.table = table;
            this.request = request;
        }

        @Override
        public ColumnBatch next() {
            while (position < table.rows.size() && returned < request.limit()) {
                int count = Math.min(1 + sizes.nextInt(table.batchRows), table.rows.size() - position);
                List<Object[]> rows = table.rows.subList(position, position + count);
                position += count;
                int[] selection = new int[count];
                int selected = 0;
                for (int i = 0; i < count; i++) {
                    if (passes(rows.get(i)) && returned + selected < request.limit()) {
                        selection[selected++] = i;
                    }
                }
                if (selected == 0) {
                    continue;
                }
                returned += selected;
                List<Column> columns = new ArrayList<>();
                for (ColumnSchema column : request.columns()) {
                    int place = table.schema.position(column.name()).orElseThrow();
                    Object[] values = rows.stream().map(row -> row[place]).toArray();
                    columns.add(column(column.type(), values, sizes.nextBoolean()));
                }
                return selected == count && sizes.nextBoolean()
                        ? new ColumnBatch(columns, count)
                        : new ColumnBatch(columns, count, selection, selected);
            }
            return null;
        }

        private boolean passes(Object[] row) {
            for (ColumnPredicate predicate : request.predicates()) {
                Object value =
                        row[table.schema.position(predicate.column().name()).orElseThrow()];
                if (!MemoryTables.passes(predicate.predicate(), value)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public ScanStatistics statistics() {
            return new ScanStatistics(table.rows.size(), 0, 0, 0, position, returned, 0);
        }

        @Override
        public void close() {
            openScans.decrementAndGet();
        }
    }

    static boolean passes(Predicate predicate, Object value) {
        return switch (predicate) {
            case Predicate.IsNull(String column, boolean negated) -> (value == null) != negated;
            case Predicate.Comparison(String column, Predicate.Operator operator, Object constant) -> {
                if (value == null) {
                    yield false;
                }
                int compared = compare(value, constant);
                yield switch (operator) {
                    case EQUAL -> compared == 0;
                    case NOT_EQUAL -> compared != 0;
                    case LESS -> compared < 0;
                    case LESS_OR_EQUAL -> compared <= 0;
                    case GREATER -> compared > 0;
                    case GREATER_OR_EQUAL -> compared >= 0;
                };
            }
            case Predicate.In(String column, List<Object> constants) ->
                value != null && constants.stream().anyMatch(one -> compare(value, one) == 0);
            case Predicate.Like(String column, String pattern, char escape, boolean negated) ->
                value != null && like(new String((byte[]) value, StandardCharsets.UTF_8), pattern, escape) != negated;
        };
    }

    private static boolean like(String text, String pattern, char escape) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (escape != 0 && c == escape) {
                regex.append(Pattern.quote(String.valueOf(pattern.charAt(++i))));
            } else {
                regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object a, Object b) {
        if (a instanceof byte[] bytes) {
            return Arrays.compareUnsigned(bytes, (byte[]) b);
        }
        if (a instanceof Double number) {
            double x = number;
            double y = (Double) b;
            return x == y ? 0 : Double.compare(x, y);
        }
        return ((Comparable<Object>) a).compareTo(b);
    }

    /** A column of objects. */
    static Column column(ColumnType type, Object[] values, boolean dictionary) {
        int size = values.length;
        Nulls nulls = new Nulls(size);
        for (int i = 0; i < size; i++) {
            if (values[i] == null) {
                nulls.add(i);
            }
        }
        switch (type) {
            case BOOLEAN -> {
                byte[] bits = new byte[(size + 7) / 8];
                for (int i = 0; i < size; i++) {
                    bits[i / 8] |= (byte) ((Boolean.TRUE.equals(values[i]) ? 1 : 0) << (i % 8));
                }
                return Columns.booleans(bits, size, nulls);
            }
            case DATE -> {
                int[] days = new int[size];
                Arrays.setAll(days, i -> values[i] == null ? 99 : (Integer) values[i]);
                return Columns.dates(days, size, nulls);
            }
            case INT64, TIMESTAMP -> {
                long[] longs = new long[size];
                Arrays.setAll(longs, i -> values[i] == null ? Long.MIN_VALUE : (Long) values[i]);
                return Columns.longs(type, longs, size, nulls);
            }
            case FLOAT64 -> {
                double[] doubles = new double[size];
                Arrays.setAll(doubles, i -> values[i] == null ? Double.NaN : (Double) values[i]);
                return Columns.doubles(doubles, size, nulls);
            }
            default -> {
                return bytes(type, values, nulls, dictionary && type == ColumnType.STRING);
            }
        }
    }

    private static Column bytes(ColumnType type, Object[] values, Nulls nulls, boolean dictionary) {
        TreeSet<byte[]> sorted = new TreeSet<>(Comparator.comparing(bytes -> bytes, Arrays::compareUnsigned));
        for (Object value : values) {
            if (value != null) {
                sorted.add((byte[]) value);
            }
        }
        List<byte[]> entries = new ArrayList<>(sorted);
        int[] codes = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            codes[i] = values[i] == null ? (dictionary ? 0 : -1) : entries.indexOf(values[i]);
            for (int j = 0; values[i] != null && j < entries.size(); j++) {
                codes[i] = Arrays.equals(entries.get(j), (byte[]) values[i]) ? j : codes[i];
            }
        }
        var appender = io.travertine.query.expression.ColumnAppender.of(type);
        entries.forEach(appender::appendBytes);
        Column plain = appender.build();
        return dictionary
                ? new DictionaryColumn(
                        values.length, nulls.validity(), MemorySegment.ofArray(codes), (BytesColumn) plain)
                : Gather.rows(plain, codes, codes.length);
    }
}
