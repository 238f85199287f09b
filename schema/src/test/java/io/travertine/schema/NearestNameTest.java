package io.travertine.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    @Test
    void distanceCountsCharacters() {
        assertEquals(0, NearestName.distance("Origin", "oRIGIN"));
        assertEquals(3, NearestName.distance("kitten", "sitting"));
        assertEquals(5, NearestName.distance("", "delay"));
        assertEquals(5, NearestName.distance("delay", ""));
    }

    @Test
    void theNearestIsFoundAndTheFirstOfSeveral() {
        assertEquals("http.port", NearestName.of("http.prot", List.of("kafka.port", "http.port", "http.host")));
        assertEquals("a1", NearestName.of("a", List.of("a2", "a1")));
    }
}
