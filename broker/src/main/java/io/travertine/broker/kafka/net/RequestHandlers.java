package io.travertine.broker.kafka.net;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.AbstractRequest;
import org.jspecify.annotations.Nullable;

/** The requests that the broker answers. What is not registered here is not offered to clients either. */
public final class RequestHandlers {
    private final Map<ApiKeys, Entry<?>> entries = new EnumMap<>(ApiKeys.class);

    private record Entry<R extends AbstractRequest>(Class<R> type, RequestHandler<R> handler) {
        void handle(AbstractRequest request, Exchange exchange) throws Exception {
            handler.handle(type.cast(request), exchange);
        }
    }

    public <R extends AbstractRequest> RequestHandlers on(ApiKeys api, Class<R> type, RequestHandler<R> handler) {
        @Nullable Entry<?> earlier = entries.put(api, new Entry<>(type, handler));
        assert earlier == null : api + " is registered twice";
        return this;
    }

    /** Live view. */
    public Set<ApiKeys> apis() {
        return entries.keySet();
    }

    void handle(AbstractRequest request, Exchange exchange) {
        Entry<?> entry = Objects.requireNonNull(entries.get(request.apiKey()), "asked only for what is registered");
        try {
            entry.handle(request, exchange);
        } catch (Exception e) {
            exchange.fail(e);
        }
    }
}
