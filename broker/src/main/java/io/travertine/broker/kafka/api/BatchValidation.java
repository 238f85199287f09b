package io.travertine.broker.kafka.api;

import io.travertine.engine.RecordFormat;
import io.travertine.schema.json.JsonException;
import io.travertine.schema.json.JsonReader;
import io.travertine.schema.row.RowException;
import io.travertine.schema.validation.Violation;
import io.travertine.schema.validation.Violations;
import io.travertine.storage.batch.InvalidBatchException;
import io.travertine.storage.batch.RecordCursor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.message.ProduceResponseData.BatchIndexAndErrorMessage;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.protocol.Errors;

/**
 * What is wrong with the records of one batch by their topic's schema, in the form that produce responses have for it (KIP-467): by the
 * place of each record.
 */
final class BatchValidation {
    /** More are not named. */
    private static final int MAX_RECORDS = 100;

    private final RecordFormat format;
    private final Violations violations = new Violations();
    private final JsonReader json = new JsonReader();
    private final List<BatchIndexAndErrorMessage> errors = new ArrayList<>();

    BatchValidation(RecordFormat format) {
        this.format = format;
    }

    /**
     * Looks at every record of a batch.
     *
     * @throws InvalidBatchException when it is damaged
     */
    void validate(ByteBuffer batch) throws InvalidBatchException {
        RecordCursor records = new RecordCursor();
        records.open(batch);
        for (int index = 0; records.next(); index++) {
            String wrong = wrong(records);
            if (!wrong.isEmpty() && errors.size() < MAX_RECORDS) {
                errors.add(new BatchIndexAndErrorMessage().setBatchIndex(index).setBatchIndexErrorMessage(wrong));
            }
        }
    }

    private String wrong(RecordCursor records) {
        if (records.valueLength() < 0) {
            return "must be an object";
        }
        try {
            int from = records.valuePosition();
            format.validate(records.bytes(), from, from + records.valueLength(), json, violations.reset());
        } catch (JsonException e) {
            return "is no JSON: " + e.getMessage();
        } catch (RowException e) {
            return "is no row of the topic's schema: " + e.getMessage()
                    + "; the topic has travertine.format=row, JSON for it is taken over HTTP and by INSERT";
        }
        return violations.list().stream().map(Violation::toString).collect(Collectors.joining("; "));
    }

    boolean passed() {
        return errors.isEmpty();
    }

    /** Says what is wrong. */
    void describe(PartitionProduceResponse answer) {
        BatchIndexAndErrorMessage first = errors.get(0);
        answer.setErrorCode(Errors.INVALID_RECORD.code())
                .setErrorMessage("record " + first.batchIndex() + " of the batch breaks the topic's schema: "
                        + first.batchIndexErrorMessage()
                        + (errors.size() > 1 ? " (and " + (errors.size() - 1) + " others)" : ""))
                .setRecordErrors(errors);
    }
}
