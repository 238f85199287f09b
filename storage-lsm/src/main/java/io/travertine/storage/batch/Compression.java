package io.travertine.storage.batch;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG.Bits;
import net.jpountz.xxhash.XXHashFactory;
import org.xerial.snappy.SnappyOutputStream;

/** How the records of a batch are compressed: Kafka's five, by their codes in the attributes of the batch. */
public enum Compression {
    NONE {
        @Override
        OutputStream compress(OutputStream target) {
            return target;
        }

        @Override
        InputStream decompress(InputStream source, int maxBytes) {
            return source;
        }
    },
    GZIP {
        @Override
        OutputStream compress(OutputStream target) throws IOException {
            return new GZIPOutputStream(target, STREAM_BUFFER_BYTES);
        }

        @Override
        InputStream decompress(InputStream source, int maxBytes) throws IOException {
            return new GZIPInputStream(source, STREAM_BUFFER_BYTES);
        }
    },
    SNAPPY {
        @Override
        OutputStream compress(OutputStream target) {
            return new SnappyOutputStream(target);
        }

        @Override
        InputStream decompress(InputStream source, int maxBytes) throws IOException {
            return new BoundedSnappyInputStream(source, maxBytes);
        }
    },
    LZ4 {
        @Override
        OutputStream compress(OutputStream target) throws IOException {
            return new LZ4FrameOutputStream(target, BLOCKSIZE.SIZE_64KB, Bits.BLOCK_INDEPENDENCE);
        }

        @Override
        InputStream decompress(InputStream source, int maxBytes) throws IOException {
            return new LZ4FrameInputStream(
                    source,
                    LZ4Factory.fastestInstance().safeDecompressor(),
                    XXHashFactory.fastestInstance().hash32(),
                    true);
        }
    },
    ZSTD {
        @Override
        OutputStream compress(OutputStream target) throws IOException {
            return new ZstdOutputStreamNoFinalizer(target, RecyclingBufferPool.INSTANCE);
        }

        @Override
        InputStream decompress(InputStream source, int maxBytes) throws IOException {
            return new ZstdInputStreamNoFinalizer(source, RecyclingBufferPool.INSTANCE).setLongMax(MAX_ZSTD_WINDOW_LOG);
        }
    };

    private static final int STREAM_BUFFER_BYTES = 8 * 1024;

    /** A window of at most 128 MiB, what the highest zstd level uses; a frame that asks for more is refused. */
    private static final int MAX_ZSTD_WINDOW_LOG = 27;

    private static final Compression[] BY_CODE = values();

    /** The code in the attributes of a batch. */
    @SuppressWarnings("EnumOrdinal") // the constants stand in the order of their codes
    public int code() {
        return ordinal();
    }

    public static boolean isKnown(int code) {
        return code >= 0 && code < BY_CODE.length;
    }

    /** Fails with IllegalArgumentException when there is no such code. */
    public static Compression ofCode(int code) {
        if (!isKnown(code)) {
            throw new IllegalArgumentException(
                    "compression " + code + " is not known, expected 0 to " + (BY_CODE.length - 1));
        }
        return BY_CODE[code];
    }

    /** As configurations name it: {@code none}, {@code gzip}, {@code snappy}, {@code lz4}, {@code zstd}. */
    public String configName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A stream whose closing completes the compressed form in the target. */
    abstract OutputStream compress(OutputStream target) throws IOException;

    /** A stream of the uncompressed bytes, which takes at most about {@code maxBytes} for itself, whatever the source claims. */
    abstract InputStream decompress(InputStream source, int maxBytes) throws IOException;
}
