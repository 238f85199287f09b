package io.travertine.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.travertine.cli.output.RowPrinter;
import io.travertine.cli.output.RowPrinter.Format;
import io.travertine.cli.sql.QueryRunner;
import io.travertine.cli.sql.QuerySummary;
import io.travertine.client.QueryRows;
import io.travertine.client.TravertineClient;
import io.travertine.schema.ColumnSchema;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks every question and keeps what came. */
final class Questioner {
    private final ObjectMapper json = new ObjectMapper();
    private final TravertineClient client;
    private final Answers answers = new Answers();
    private final Map<Question, Asked> asked = new LinkedHashMap<>();

    /** @param table the rows as they are shown */
    record Asked(String table, QuerySummary summary) {}

    private Questioner(TravertineClient client) {
        this.client = client;
    }

    static Questioner askAll(TravertineClient client) {
        Questioner questioner = new Questioner(client);
        Question.ALL.forEach(questioner::ask);
        try (QueryRows rows = client.query(Question.ID_OF_LAST)) {
            String id = rows.next() ? rows.getString(0) : null;
            if (id != null) {
                questioner.ask(Question.byId(id));
            }
        }
        return questioner;
    }

    Answers answers() {
        return answers;
    }

    /** By question, in the order in which they were asked. */
    Map<Question, Asked> asked() {
        return asked;
    }

    private void ask(Question question) {
        long started = System.nanoTime();
        StringWriter table = new StringWriter();
        List<JsonNode> answer = new ArrayList<>();
        try (QueryRows rows = client.query(question.sql())) {
            RowPrinter printer = Format.TABLE.printer(
                    rows.columns().stream().map(ColumnSchema::name).toList(), new PrintWriter(table));
            while (rows.next()) {
                List<@Nullable Object> values = QueryRunner.values(rows);
                printer.row(values);
                answer.add(json.<ArrayNode>valueToTree(values));
            }
            printer.finish();
            JsonNode statistics = rows.statistics();
            asked.put(
                    question,
                    new Asked(
                            table.toString(),
                            new QuerySummary(answer.size(), System.nanoTime() - started, statistics)));
        }
        answers.put(question.name(), answer);
    }
}
