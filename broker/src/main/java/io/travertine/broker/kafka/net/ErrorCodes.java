package io.travertine.broker.kafka.net;

import io.travertine.engine.AppendException;
import io.travertine.engine.OffsetOutOfRangeException;
import io.travertine.engine.TopicExistsException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.protocol.Errors;

/** What went wrong, in Kafka's codes. */
public final class ErrorCodes {
    private ErrorCodes() {}

    public static Errors of(Throwable failure) {
        Throwable cause = cause(failure);
        return switch (cause) {
            case AppendException append -> of(append.reason());
            case TopicExistsException exists -> Errors.TOPIC_ALREADY_EXISTS;
            case OffsetOutOfRangeException offset -> Errors.OFFSET_OUT_OF_RANGE;
            case IOException storage -> Errors.KAFKA_STORAGE_ERROR;
            default -> Errors.forException(cause);
        };
    }

    private static Errors of(AppendException.Reason reason) {
        return switch (reason) {
            case CORRUPT -> Errors.CORRUPT_MESSAGE;
            case TOO_LARGE -> Errors.MESSAGE_TOO_LARGE;
            case OUT_OF_ORDER_SEQUENCE -> Errors.OUT_OF_ORDER_SEQUENCE_NUMBER;
            case INVALID_PRODUCER_EPOCH -> Errors.INVALID_PRODUCER_EPOCH;
            case INVALID_RECORD -> Errors.INVALID_RECORD;
            case TOPIC_DELETED -> Errors.UNKNOWN_TOPIC_OR_PARTITION;
            case STORAGE_FAILED -> Errors.KAFKA_STORAGE_ERROR;
        };
    }

    /** The failure without the wrapping that futures put around it. */
    public static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
