package io.travertine.broker.kafka.api;

import io.travertine.broker.kafka.net.Exchange;
import io.travertine.broker.kafka.net.RequestHandler;
import io.travertine.broker.kafka.net.RequestHandlers;
import java.util.Map;
import org.apache.kafka.common.feature.Features;
import org.apache.kafka.common.message.ApiMessageType.ListenerType;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersionCollection;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.ApiVersionsResponse;

/**
 * Offers what has a handler, in every version that Kafka's codec knows. Produce is offered from version 0, which is then refused
 * below 3: librdkafka takes the lower bound for the highest version of record batches that the broker knows (KAFKA-18659).
 */
public final class ApiVersionsHandler implements RequestHandler<ApiVersionsRequest> {
    private final RequestHandlers handlers;

    public ApiVersionsHandler(RequestHandlers handlers) {
        this.handlers = handlers;
    }

    @Override
    public void handle(ApiVersionsRequest request, Exchange exchange) {
        if (request.hasUnsupportedRequestVersion()) {
            exchange.answer(request.getErrorResponse(0, Errors.UNSUPPORTED_VERSION.exception()));
        } else if (!request.isValid()) {
            exchange.answer(request.getErrorResponse(0, Errors.INVALID_REQUEST.exception()));
        } else {
            exchange.answer(offer());
        }
    }

    private ApiVersionsResponse offer() {
        ApiVersionCollection apis = ApiVersionsResponse.collectApis(ListenerType.BROKER, handlers.apis(), false);
        return new ApiVersionsResponse.Builder()
                .setApiVersions(apis)
                .setSupportedFeatures(Features.emptySupportedFeatures())
                .setFinalizedFeatures(Map.of())
                .setFinalizedFeaturesEpoch(ApiVersionsResponse.UNKNOWN_FINALIZED_FEATURES_EPOCH)
                .build();
    }
}
