package io.travertine.cli.demo;

import java.util.List;

/**
 * Something people ask a topic.
 *
 * @param name by which the answer is found among the known ones
 * @param title in words
 * @param sql one statement with one answer: ordered as far as the order matters
 */
record Question(String name, String title, String sql) {
    /** How many partitions the flights are spread over. */
    static final int PARTITIONS = 4;

    /** Record ids differ from run to run, so no answer has one; {@link #byId} is asked apart. */
    static final List<Question> ALL = List.of(
            new Question("count", "How many flights are there?", "SELECT count(*) AS flights FROM flights"),
            new Question("busiest-origins", "Which airports are the busiest?", """
                    SELECT origin, count(*) AS flights
                    FROM flights
                    GROUP BY origin
                    ORDER BY flights DESC, origin
                    LIMIT 5"""),
            new Question("delay-per-day", "How late are they, day by day?", """
                    SELECT CAST("date" AS DATE) AS flight_day, count(*) AS flights, round(avg(delay), 2) AS average_delay
                    FROM flights
                    GROUP BY 1
                    ORDER BY 1"""),
            new Question("delay-per-state", "In which states do they start the latest?", """
                    SELECT a.state, count(*) AS flights, round(avg(f.delay), 2) AS average_delay
                    FROM flights f JOIN airports a ON f.origin = a.iata
                    GROUP BY a.state
                    ORDER BY average_delay DESC, a.state
                    LIMIT 5"""),
            new Question("one-minute", "What left around 14:03 on January 5th?", """
                    SELECT "date", origin, destination, delay
                    FROM flights
                    WHERE _timestamp >= TIMESTAMP '2001-01-05 14:03:00' AND _timestamp < TIMESTAMP '2001-01-05 14:04:00'
                    ORDER BY origin, destination, delay"""),
            new Question("last-of-key", "Where is the last record with the key SFO?", """
                    SELECT _partition, _offset, "date", destination, delay
                    FROM flights
                    WHERE origin = 'SFO'
                    ORDER BY _offset DESC
                    LIMIT 1"""),
            new Question("freshness", "Is every partition still producing?", """
                    SELECT _partition, count(*) AS flights, max(_timestamp) AS latest
                    FROM flights
                    GROUP BY _partition
                    ORDER BY _partition"""));

    /** The id of the record that {@code last-of-key} finds. */
    static final String ID_OF_LAST = "SELECT _id FROM flights WHERE origin = 'SFO' ORDER BY _offset DESC LIMIT 1";

    /** Asked with that id. */
    static Question byId(String id) {
        return new Question(
                "record-by-id",
                "Which record has the id " + id + "?",
                "SELECT \"date\", origin, destination, delay FROM flights WHERE _id = '" + id + "'");
    }
}
