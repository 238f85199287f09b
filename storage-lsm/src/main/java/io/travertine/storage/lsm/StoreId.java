package io.travertine.storage.lsm;

/** Tells stores of one process apart. */
final class StoreId {
    static final StoreId NONE = new StoreId();
}
