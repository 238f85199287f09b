package io.travertine.broker.kafka.api;

import io.travertine.engine.FileRegion;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.common.network.TransferableChannel;
import org.apache.kafka.common.record.internal.DefaultRecordsSend;
import org.apache.kafka.common.record.internal.TransferableRecords;

/** Records of an answer that are sent from the file they lie in. */
record RegionRecords(List<FileRegion> regions, int sizeInBytes) implements TransferableRecords {
    @Override
    public DefaultRecordsSend<RegionRecords> toSend() {
        return new DefaultRecordsSend<>(this);
    }

    /** Hands one region over; the channel takes it whole. */
    @Override
    public int writeTo(TransferableChannel channel, int position, int length) throws IOException {
        int start = 0;
        for (FileRegion region : regions) {
            if (start == position) {
                return (int) channel.transferFrom(region.channel(), region.position(), region.length());
            }
            start += region.length();
        }
        throw new IllegalArgumentException("no region begins at byte " + position + " of " + sizeInBytes);
    }
}
