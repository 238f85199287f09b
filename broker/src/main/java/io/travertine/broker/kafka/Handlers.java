package io.travertine.broker.kafka;

import io.travertine.broker.kafka.api.ApiVersionsHandler;
import io.travertine.broker.kafka.api.CreatePartitionsHandler;
import io.travertine.broker.kafka.api.CreateTopicsHandler;
import io.travertine.broker.kafka.api.DeleteRecordsHandler;
import io.travertine.broker.kafka.api.DeleteTopicsHandler;
import io.travertine.broker.kafka.api.DescribeClusterHandler;
import io.travertine.broker.kafka.api.DescribeConfigsHandler;
import io.travertine.broker.kafka.api.DescribeTopicPartitionsHandler;
import io.travertine.broker.kafka.api.FetchHandler;
import io.travertine.broker.kafka.api.FindCoordinatorHandler;
import io.travertine.broker.kafka.api.IncrementalAlterConfigsHandler;
import io.travertine.broker.kafka.api.InitProducerIdHandler;
import io.travertine.broker.kafka.api.ListOffsetsHandler;
import io.travertine.broker.kafka.api.MetadataHandler;
import io.travertine.broker.kafka.api.Node;
import io.travertine.broker.kafka.api.ProduceHandler;
import io.travertine.broker.kafka.api.TopicAdministration;
import io.travertine.broker.kafka.group.GroupHandlers;
import io.travertine.broker.kafka.group.Groups;
import io.travertine.broker.kafka.net.ByteBudget;
import io.travertine.broker.kafka.net.RequestHandlers;
import io.travertine.engine.Engine;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.CreatePartitionsRequest;
import org.apache.kafka.common.requests.CreateTopicsRequest;
import org.apache.kafka.common.requests.DeleteRecordsRequest;
import org.apache.kafka.common.requests.DeleteTopicsRequest;
import org.apache.kafka.common.requests.DescribeClusterRequest;
import org.apache.kafka.common.requests.DescribeConfigsRequest;
import org.apache.kafka.common.requests.DescribeTopicPartitionsRequest;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FindCoordinatorRequest;
import org.apache.kafka.common.requests.IncrementalAlterConfigsRequest;
import org.apache.kafka.common.requests.InitProducerIdRequest;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.ProduceRequest;

/** Every request that is answered, with who answers it. */
final class Handlers {
    private Handlers() {}

    static RequestHandlers of(
            Engine engine,
            KafkaOptions options,
            IntSupplier port,
            Groups groups,
            Workers workers,
            ByteBudget fetchMemory) {
        Executor administrator = workers.administrator();
        Executor readers = workers.readers();
        Node node = node(options, port, groups);
        TopicAdministration topics =
                new TopicAdministration(engine, options.defaultPartitions(), groups::refreshTopics);
        RequestHandlers handlers = new RequestHandlers();
        handlers.on(ApiKeys.API_VERSIONS, ApiVersionsRequest.class, new ApiVersionsHandler(handlers))
                .on(
                        ApiKeys.METADATA,
                        MetadataRequest.class,
                        new MetadataHandler(engine, node, topics, administrator, options.autoCreateTopics()))
                .on(ApiKeys.PRODUCE, ProduceRequest.class, new ProduceHandler(engine, readers))
                .on(
                        ApiKeys.FETCH,
                        FetchRequest.class,
                        new FetchHandler(engine, fetchMemory, readers, options.maxFetchBytes()))
                .on(ApiKeys.LIST_OFFSETS, ListOffsetsRequest.class, new ListOffsetsHandler(engine, readers))
                .on(
                        ApiKeys.INIT_PRODUCER_ID,
                        InitProducerIdRequest.class,
                        new InitProducerIdHandler(engine, administrator))
                .on(ApiKeys.CREATE_TOPICS, CreateTopicsRequest.class, new CreateTopicsHandler(topics, administrator))
                .on(
                        ApiKeys.DELETE_TOPICS,
                        DeleteTopicsRequest.class,
                        new DeleteTopicsHandler(engine, topics, administrator))
                .on(ApiKeys.DELETE_RECORDS, DeleteRecordsRequest.class, new DeleteRecordsHandler(engine, administrator))
                .on(ApiKeys.CREATE_PARTITIONS, CreatePartitionsRequest.class, new CreatePartitionsHandler(engine))
                .on(
                        ApiKeys.DESCRIBE_CONFIGS,
                        DescribeConfigsRequest.class,
                        new DescribeConfigsHandler(engine, settings(options)))
                .on(
                        ApiKeys.INCREMENTAL_ALTER_CONFIGS,
                        IncrementalAlterConfigsRequest.class,
                        new IncrementalAlterConfigsHandler(engine, topics, administrator))
                .on(ApiKeys.DESCRIBE_CLUSTER, DescribeClusterRequest.class, new DescribeClusterHandler(node))
                .on(
                        ApiKeys.DESCRIBE_TOPIC_PARTITIONS,
                        DescribeTopicPartitionsRequest.class,
                        new DescribeTopicPartitionsHandler(engine))
                .on(ApiKeys.FIND_COORDINATOR, FindCoordinatorRequest.class, new FindCoordinatorHandler(node));
        GroupHandlers.register(handlers, engine, groups);
        return handlers;
    }

    private static Node node(KafkaOptions options, IntSupplier port, Groups groups) {
        String clusterId = options.clusterId();
        String host = options.advertisedHost();
        Integer advertisedPort = options.advertisedPort();
        return new Node(
                clusterId == null ? groups.clusterId() : clusterId,
                host == null ? options.host() : host,
                advertisedPort == null ? port : () -> advertisedPort);
    }

    /** The broker's settings that tools ask for, by Kafka's names. */
    private static Map<String, String> settings(KafkaOptions options) {
        return Map.of(
                "auto.create.topics.enable", Boolean.toString(options.autoCreateTopics()),
                "broker.id", Integer.toString(Node.ID),
                "connections.max.idle.ms", Long.toString(1_000L * options.idleTimeoutSeconds()),
                "default.replication.factor", "1",
                "fetch.max.bytes", Integer.toString(options.maxFetchBytes()),
                "max.connections", Integer.toString(options.maxConnections()),
                "num.partitions", Integer.toString(options.defaultPartitions()),
                "offsets.topic.num.partitions", Integer.toString(options.offsetsPartitions()),
                "socket.request.max.bytes", Integer.toString(options.maxRequestBytes()));
    }
}
