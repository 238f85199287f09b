package io.travertine.broker.http.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RecordIdsTest {
    @Test
    void theLastIdOfABatchMayCarryIntoTheUpperHalf() {
        assertEquals(
                "01900000-0000-7001-8000-000000000005",
                RecordIds.text(0x0190_0000_0000_7001L, 0x8000_0000_0000_0003L, 2, false));
        assertEquals("01900000-0000-7002-0000-000000000001", RecordIds.text(0x0190_0000_0000_7001L, -1, 2, false));
        assertEquals("01900000-0000-7001-ffff-ffffffffffff", RecordIds.text(0x0190_0000_0000_7001L, -1, 0, false));
    }

    @Test
    void ulidsAreTheSameBits() {
        assertEquals("00000000000000000000000001", RecordIds.text(0, 1, true));
        assertEquals("0000000000000G000000000000", RecordIds.text(1, 0, true));
    }
}
