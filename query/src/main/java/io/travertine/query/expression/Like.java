package io.travertine.query.expression;

import io.travertine.columnar.BytesColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.DictionaryColumn;
import io.travertine.columnar.vector.Memory;
import io.travertine.schema.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * LIKE and ILIKE. The pattern is compiled when it changes, which for a constant is once; a dictionary smaller than the batch
 * is matched entry by entry, once for as long as it stays the same.
 */
public final class Like implements Expression {
    private final Expression text;
    private final Expression pattern;
    private final Expression escape;
    private final boolean ignoreCase;
    private @Nullable LikeMatcher compiled;
    private @Nullable BytesColumn matchedDictionary;
    private boolean[] matches = new boolean[0];

    /** @param escape text of one character, or none */
    public Like(Expression text, Expression pattern, Expression escape, boolean ignoreCase) {
        this.text = text;
        this.pattern = pattern;
        this.escape = escape;
        this.ignoreCase = ignoreCase;
    }

    @Override
    public ColumnType type() {
        return ColumnType.BOOLEAN;
    }

    @Override
    public Column evaluate(ColumnBatch batch) {
        Column texts = text.evaluate(batch);
        Column patterns = pattern.evaluate(batch);
        Column escapes = escape.evaluate(batch);
        Nulls nulls = Nulls.of(texts, patterns);
        nulls.addAll(escapes);
        byte[] bits = new byte[(batch.rowCount() + 7) / 8];
        boolean constant = pattern instanceof Constant && escape instanceof Constant;
        BytesView view = BytesView.of(texts);
        byte[] data = Memory.array(view.data());
        boolean[] known = null;
        for (int row : Columns.selectedRows(batch)) {
            if (nulls.contains(row)) {
                continue;
            }
            LikeMatcher matcher = constant && compiled != null ? compiled : compile(patterns, escapes, row);
            boolean match;
            if (constant
                    && texts instanceof DictionaryColumn codes
                    && codes.dictionary().size() <= batch.rowCount()) {
                if (known == null) {
                    known = matches(codes.dictionary(), matcher);
                }
                match = known[codes.code(row)];
            } else {
                match = matcher.matches(data, (int) view.start(row), (int) view.end(row));
            }
            if (match) {
                bits[row >>> 3] |= (byte) (1 << (row & 7));
            }
        }
        return Columns.booleans(bits, batch.rowCount(), nulls);
    }

    private boolean[] matches(BytesColumn dictionary, LikeMatcher matcher) {
        if (matchedDictionary != dictionary) {
            byte[] entries = Memory.array(dictionary.data());
            matches = new boolean[dictionary.size()];
            for (int i = 0; i < matches.length; i++) {
                matches[i] = matcher.matches(entries, dictionary.start(i), dictionary.end(i));
            }
            matchedDictionary = dictionary;
        }
        return matches;
    }

    private LikeMatcher compile(Column patterns, Column escapes, int row) {
        String text = BytesView.of(patterns).text(row);
        String escapeText = BytesView.of(escapes).text(row);
        LikeMatcher last = compiled;
        if (last == null || !last.isOf(text, escapeText)) {
            last = LikeMatcher.of(text, escapeText, ignoreCase);
            compiled = last;
        }
        return last;
    }
}
