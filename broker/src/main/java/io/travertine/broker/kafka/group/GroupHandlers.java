package io.travertine.broker.kafka.group;

import io.travertine.broker.kafka.net.Exchange;
import io.travertine.broker.kafka.net.RequestHandlers;
import io.travertine.engine.Engine;
import org.apache.kafka.common.message.ConsumerGroupDescribeResponseData;
import org.apache.kafka.common.message.DeleteGroupsResponseData;
import org.apache.kafka.common.message.DescribeGroupsResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ConsumerGroupDescribeRequest;
import org.apache.kafka.common.requests.ConsumerGroupDescribeResponse;
import org.apache.kafka.common.requests.ConsumerGroupHeartbeatRequest;
import org.apache.kafka.common.requests.ConsumerGroupHeartbeatResponse;
import org.apache.kafka.common.requests.DeleteGroupsRequest;
import org.apache.kafka.common.requests.DeleteGroupsResponse;
import org.apache.kafka.common.requests.DescribeGroupsRequest;
import org.apache.kafka.common.requests.DescribeGroupsResponse;
import org.apache.kafka.common.requests.HeartbeatRequest;
import org.apache.kafka.common.requests.HeartbeatResponse;
import org.apache.kafka.common.requests.JoinGroupRequest;
import org.apache.kafka.common.requests.JoinGroupResponse;
import org.apache.kafka.common.requests.LeaveGroupRequest;
import org.apache.kafka.common.requests.LeaveGroupResponse;
import org.apache.kafka.common.requests.ListGroupsRequest;
import org.apache.kafka.common.requests.ListGroupsResponse;
import org.apache.kafka.common.requests.OffsetCommitRequest;
import org.apache.kafka.common.requests.OffsetDeleteRequest;
import org.apache.kafka.common.requests.OffsetDeleteResponse;
import org.apache.kafka.common.requests.OffsetFetchRequest;
import org.apache.kafka.common.requests.SyncGroupRequest;
import org.apache.kafka.common.requests.SyncGroupResponse;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.coordinator.group.GroupCoordinator;

/** Passes requests about groups to the coordinator and its results back. */
public final class GroupHandlers {
    private final GroupCoordinator coordinator;

    private GroupHandlers(GroupCoordinator coordinator) {
        this.coordinator = coordinator;
    }

    public static void register(RequestHandlers handlers, Engine engine, Groups groups) {
        GroupHandlers group = new GroupHandlers(groups.coordinator());
        handlers.on(
                        ApiKeys.OFFSET_COMMIT,
                        OffsetCommitRequest.class,
                        new OffsetCommitHandler(engine, group.coordinator))
                .on(ApiKeys.OFFSET_FETCH, OffsetFetchRequest.class, new OffsetFetchHandler(engine, group.coordinator))
                .on(ApiKeys.OFFSET_DELETE, OffsetDeleteRequest.class, group::deleteOffsets)
                .on(ApiKeys.JOIN_GROUP, JoinGroupRequest.class, group::join)
                .on(ApiKeys.SYNC_GROUP, SyncGroupRequest.class, group::sync)
                .on(ApiKeys.HEARTBEAT, HeartbeatRequest.class, group::heartbeat)
                .on(ApiKeys.LEAVE_GROUP, LeaveGroupRequest.class, group::leave)
                .on(ApiKeys.LIST_GROUPS, ListGroupsRequest.class, group::list)
                .on(ApiKeys.DESCRIBE_GROUPS, DescribeGroupsRequest.class, group::describe)
                .on(ApiKeys.DELETE_GROUPS, DeleteGroupsRequest.class, group::delete)
                .on(ApiKeys.CONSUMER_GROUP_HEARTBEAT, ConsumerGroupHeartbeatRequest.class, group::consumerHeartbeat)
                .on(ApiKeys.CONSUMER_GROUP_DESCRIBE, ConsumerGroupDescribeRequest.class, group::describeConsumers);
    }

    private void join(JoinGroupRequest request, Exchange exchange) {
        exchange.answerWith(
                coordinator.joinGroup(exchange.context(), request.data(), BufferSupplier.NO_CACHING),
                joined -> new JoinGroupResponse(joined, exchange.version()));
    }

    private void sync(SyncGroupRequest request, Exchange exchange) {
        if (!request.areMandatoryProtocolTypeAndNamePresent()) {
            exchange.fail(Errors.INCONSISTENT_GROUP_PROTOCOL.exception());
            return;
        }
        exchange.answerWith(
                coordinator.syncGroup(exchange.context(), request.data(), BufferSupplier.NO_CACHING),
                SyncGroupResponse::new);
    }

    private void heartbeat(HeartbeatRequest request, Exchange exchange) {
        exchange.answerWith(coordinator.heartbeat(exchange.context(), request.data()), HeartbeatResponse::new);
    }

    private void leave(LeaveGroupRequest request, Exchange exchange) {
        exchange.answerWith(
                coordinator.leaveGroup(exchange.context(), request.normalizedData()),
                left -> new LeaveGroupResponse(left, exchange.version()));
    }

    private void list(ListGroupsRequest request, Exchange exchange) {
        exchange.answerWith(coordinator.listGroups(exchange.context(), request.data()), ListGroupsResponse::new);
    }

    private void describe(DescribeGroupsRequest request, Exchange exchange) {
        exchange.answerWith(
                coordinator.describeGroups(exchange.context(), request.data().groups()),
                groups -> new DescribeGroupsResponse(new DescribeGroupsResponseData().setGroups(groups)));
    }

    private void delete(DeleteGroupsRequest request, Exchange exchange) {
        exchange.answerWith(
                coordinator.deleteGroups(exchange.context(), request.data().groupsNames(), BufferSupplier.NO_CACHING),
                results -> new DeleteGroupsResponse(new DeleteGroupsResponseData().setResults(results)));
    }

    private void deleteOffsets(OffsetDeleteRequest request, Exchange exchange) {
        exchange.answerWith(
                coordinator.deleteOffsets(exchange.context(), request.data(), BufferSupplier.NO_CACHING),
                OffsetDeleteResponse::new);
    }

    private void consumerHeartbeat(ConsumerGroupHeartbeatRequest request, Exchange exchange) {
        exchange.answerWith(
                coordinator.consumerGroupHeartbeat(exchange.context(), request.data()),
                ConsumerGroupHeartbeatResponse::new);
    }

    private void describeConsumers(ConsumerGroupDescribeRequest request, Exchange exchange) {
        exchange.answerWith(
                coordinator.consumerGroupDescribe(
                        exchange.context(), request.data().groupIds()),
                groups -> new ConsumerGroupDescribeResponse(new ConsumerGroupDescribeResponseData().setGroups(groups)));
    }
}
