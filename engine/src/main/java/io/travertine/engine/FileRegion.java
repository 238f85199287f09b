package io.travertine.engine;

import java.nio.channels.FileChannel;

/** A stretch of a file, to be sent from there without a copy. The channel is not the receiver's to close. */
public record FileRegion(FileChannel channel, long position, int length) {}
