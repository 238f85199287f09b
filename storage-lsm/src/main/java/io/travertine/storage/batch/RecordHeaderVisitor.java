package io.travertine.storage.batch;

/** Is shown the headers of a record, in order. */
@FunctionalInterface
public interface RecordHeaderVisitor {
    /**
     * @param bytes the bytes in which key and value lie; not to be kept or changed
     * @param valueLength -1 for a null value
     */
    void visit(byte[] bytes, int keyPosition, int keyLength, int valuePosition, int valueLength);
}
