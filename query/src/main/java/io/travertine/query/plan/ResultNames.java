package io.travertine.query.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.jspecify.annotations.Nullable;

/** The names of result columns for which the query gives none: a function's own name, or {@code column3}. */
final class ResultNames {
    private static final String GENERATED = "EXPR$";

    private ResultNames() {}

    static List<String> of(SqlNode query, List<String> names) {
        SqlSelect select = select(query);
        SqlNodeList items = select == null ? SqlNodeList.EMPTY : select.getSelectList();
        List<String> result = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.startsWith(GENERATED)) {
                SqlNode item = i < items.size() ? items.get(i) : null;
                String own = item == null ? null : name(item);
                name = own == null ? "column" + (i + 1) : own;
            }
            result.add(name);
        }
        return result;
    }

    private static @Nullable SqlSelect select(SqlNode query) {
        return switch (query) {
            case SqlSelect select -> select;
            case SqlOrderBy orderBy -> select(orderBy.query);
            case SqlWith with -> select(with.body);
            case SqlBasicCall call when call.isA(SqlKind.SET_QUERY) -> select(call.operand(0));
            default -> null;
        };
    }

    private static @Nullable String name(SqlNode item) {
        SqlNode node = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
        if (node instanceof SqlIdentifier identifier) {
            return identifier.names.getLast();
        }
        if (!(node instanceof SqlCall call)) {
            return null;
        }
        boolean wraps = call.getKind() == SqlKind.CAST
                || call.getKind() == SqlKind.FILTER
                || call.getOperator() == SqlLibraryOperators.INFIX_CAST;
        if (wraps) {
            return name(call.operand(0));
        }
        if (call.getKind() == SqlKind.CASE) {
            return "case";
        }
        return call.getOperator() instanceof SqlFunction
                ? call.getOperator().getName().toLowerCase(Locale.ROOT)
                : null;
    }
}
