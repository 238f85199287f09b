package io.travertine.broker.http.result;

import io.travertine.schema.ColumnSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The formats a result is given in. The first is what a client gets that does not care. */
public enum ResultFormat {
    JSON("application/json", JsonResultWriter::new),
    NDJSON("application/x-ndjson", NdjsonResultWriter::new),
    CSV("text/csv", CsvResultWriter::new),
    ARROW("application/vnd.apache.arrow.stream", ArrowResultWriter::new);

    private final String mediaType;
    private final Opener opener;

    ResultFormat(String mediaType, Opener opener) {
        this.mediaType = mediaType;
        this.opener = opener;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Begins a result. */
    public ResultWriter open(OutputStream target, List<ColumnSchema> columns) throws IOException {
        return opener.open(target, columns);
    }

    /** All media types, for messages. */
    public static String mediaTypes() {
        return Stream.of(values()).map(ResultFormat::mediaType).collect(Collectors.joining(", "));
    }

    /** The format that an Accept header (RFC 9110, 12.5.1) likes best; of equal ones, the first in this list. */
    public static Optional<ResultFormat> accepted(String accept) {
        ResultFormat best = null;
        double bestQuality = 0;
        for (ResultFormat format : values()) {
            double quality = format.quality(accept);
            if (quality > bestQuality) {
                best = format;
                bestQuality = quality;
            }
        }
        return Optional.ofNullable(best);
    }

    /** How much the header likes this format; its most specific range that fits decides. */
    private double quality(String accept) {
        double quality = 0;
        int specificity = -1;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = range.split(";");
            int fits = specificity(parts[0].strip());
            if (fits > specificity) {
                specificity = fits;
                quality = weight(parts);
            }
        }
        return quality;
    }

    private int specificity(String range) {
        if (range.equals(mediaType)) {
            return 2;
        }
        if (range.equals(mediaType.substring(0, mediaType.indexOf('/')) + "/*")) {
            return 1;
        }
        return range.equals("*/*") ? 0 : -1;
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2));
                } catch (NumberFormatException malformed) {
                    return 0;
                }
            }
        }
        return 1;
    }

    @FunctionalInterface
    private interface Opener {
        ResultWriter open(OutputStream target, List<ColumnSchema> columns) throws IOException;
    }
}
