package io.travertine.query;

/** A statement that cannot be answered, with the SQLSTATE that says why. The message tells the user what to change. */
public final class QueryException extends Exception {
    private final String sqlState;

    public QueryException(String sqlState, String message) {
        super(message);
        this.sqlState = sqlState;
    }

    public QueryException(String sqlState, String message, Throwable cause) {
        super(message, cause);
        this.sqlState = sqlState;
    }

    /** Five characters, ISO/IEC 9075: 42601 syntax, 42P01 no such table, 42703 no such column, 22012 division by zero ... */
    public String sqlState() {
        return sqlState;
    }
}
