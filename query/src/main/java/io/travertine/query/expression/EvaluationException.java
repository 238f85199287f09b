package io.travertine.query.expression;

import io.travertine.query.QueryException;

/**
 * A statement failed on its data. Unchecked, for it may come out of any loop; where a query meets its caller it becomes a
 * {@link io.travertine.query.QueryException}.
 */
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sqlState;

    public EvaluationException(String sqlState, String message) {
        super(message);
        this.sqlState = sqlState;
    }

    public QueryException toQueryException() {
        return new QueryException(sqlState, String.valueOf(getMessage()), this);
    }

    static EvaluationException divisionByZero() {
        return new EvaluationException("22012", "division by zero");
    }

    public static EvaluationException outOfRange(String what) {
        return new EvaluationException("22003", what + " is out of range");
    }

    static EvaluationException invalidText(String type, String found) {
        return new EvaluationException("22P02", "'" + shorten(found) + "' is not a valid " + type);
    }

    public static EvaluationException memory(String what) {
        return new EvaluationException("53200", what);
    }

    static EvaluationException invalidArgument(String message) {
        return new EvaluationException("22023", message);
    }

    private static String shorten(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}
