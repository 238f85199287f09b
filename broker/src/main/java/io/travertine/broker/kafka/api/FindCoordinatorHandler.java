package io.travertine.broker.kafka.api;

import io.travertine.broker.kafka.net.Exchange;
import io.travertine.broker.kafka.net.RequestHandler;
import java.util.List;
import org.apache.kafka.common.message.FindCoordinatorResponseData;
import org.apache.kafka.common.message.FindCoordinatorResponseData.Coordinator;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.FindCoordinatorRequest;
import org.apache.kafka.common.requests.FindCoordinatorRequest.CoordinatorType;
import org.apache.kafka.common.requests.FindCoordinatorResponse;

/** Names the broker that coordinates a group: this one. */
public final class FindCoordinatorHandler implements RequestHandler<FindCoordinatorRequest> {
    private final Node node;

    public FindCoordinatorHandler(Node node) {
        this.node = node;
    }

    @Override
    public void handle(FindCoordinatorRequest request, Exchange exchange) {
        CoordinatorType type = CoordinatorType.forId(request.data().keyType());
        exchange.answer(new FindCoordinatorResponse(
                exchange.version() < FindCoordinatorRequest.MIN_BATCHED_VERSION
                        ? one(find(type, request.data().key()))
                        : many(request.data().coordinatorKeys().stream()
                                .map(key -> find(type, key))
                                .toList())));
    }

    private Coordinator find(CoordinatorType type, String key) {
        return switch (type) {
            case GROUP ->
                key.isEmpty()
                        ? refuse(key, Errors.INVALID_GROUP_ID, "a group needs a name")
                        : new Coordinator()
                                .setKey(key)
                                .setNodeId(Node.ID)
                                .setHost(node.host())
                                .setPort(node.port());
            case TRANSACTION -> refuse(key, Errors.UNSUPPORTED_VERSION, InitProducerIdHandler.NO_TRANSACTIONS);
            case SHARE -> refuse(key, Errors.INVALID_REQUEST, "this broker does not offer share groups");
        };
    }

    private static Coordinator refuse(String key, Errors error, String message) {
        return new Coordinator()
                .setKey(key)
                .setNodeId(-1)
                .setHost("")
                .setPort(-1)
                .setErrorCode(error.code())
                .setErrorMessage(message);
    }

    private static FindCoordinatorResponseData many(List<Coordinator> coordinators) {
        return new FindCoordinatorResponseData().setCoordinators(coordinators);
    }

    private static FindCoordinatorResponseData one(Coordinator coordinator) {
        return new FindCoordinatorResponseData()
                .setNodeId(coordinator.nodeId())
                .setHost(coordinator.host())
                .setPort(coordinator.port())
                .setErrorCode(coordinator.errorCode())
                .setErrorMessage(coordinator.errorMessage());
    }
}
