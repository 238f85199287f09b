package io.travertine.broker.kafka.api;

import io.travertine.broker.kafka.net.Exchange;
import io.travertine.broker.kafka.net.RequestHandler;
import org.apache.kafka.common.message.DescribeClusterResponseData;
import org.apache.kafka.common.message.DescribeClusterResponseData.DescribeClusterBroker;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DescribeClusterRequest;
import org.apache.kafka.common.requests.DescribeClusterResponse;

/** Describes the one broker there is. */
public final class DescribeClusterHandler implements RequestHandler<DescribeClusterRequest> {
    private static final byte BROKERS = 1;

    private final Node node;

    public DescribeClusterHandler(Node node) {
        this.node = node;
    }

    @Override
    public void handle(DescribeClusterRequest request, Exchange exchange) {
        if (request.data().endpointType() != BROKERS) {
            exchange.fail(Errors.MISMATCHED_ENDPOINT_TYPE.exception("this is a broker; it has no controller endpoint"));
            return;
        }
        DescribeClusterResponseData response =
                new DescribeClusterResponseData().setClusterId(node.clusterId()).setControllerId(Node.ID);
        response.brokers()
                .add(new DescribeClusterBroker()
                        .setBrokerId(Node.ID)
                        .setHost(node.host())
                        .setPort(node.port()));
        exchange.answer(new DescribeClusterResponse(response));
    }
}
