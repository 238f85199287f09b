package io.travertine.storage.lsm.memtable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * An inner node of {@link BTreeMemtable}: children, leaves or nodes, and between each two the first entry that the second may have. A child
 * is replaced by one of the same range with a release write, and a child is added behind the last by one of the count; all other changes
 * make a new node.
 */
final class BTreeNode {
    private static final int SEPARATORS = 47;
    static final long BYTES = 32 + 2 * (16 + SEPARATORS * (long) Long.BYTES) + 16 + (SEPARATORS + 1) * 4L;

    private static final VarHandle CHILDREN = MethodHandles.arrayElementVarHandle(Object[].class);
    private static final VarHandle COUNT;

    static {
        try {
            COUNT = MethodHandles.lookup().findVarHandle(BTreeNode.class, "count", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final long[] heads = new long[SEPARATORS];
    private final long[] entries = new long[SEPARATORS];
    private final Object[] children = new Object[SEPARATORS + 1];
    /** Of separators. */
    private int count;

    static BTreeNode of(Object first) {
        BTreeNode node = new BTreeNode();
        node.children[0] = first;
        return node;
    }

    int count() {
        return (int) COUNT.getAcquire(this);
    }

    boolean isFull() {
        return count == SEPARATORS;
    }

    Object child(int index) {
        return CHILDREN.getAcquire(children, index);
    }

    void setChild(int index, Object child) {
        CHILDREN.setRelease(children, index, child);
    }

    long head(int separator) {
        return heads[separator];
    }

    long entry(int separator) {
        return entries[separator];
    }

    void append(long head, long entry, Object child) {
        heads[count] = head;
        entries[count] = entry;
        children[count + 1] = child;
        COUNT.setRelease(this, count + 1);
    }

    /** A node with children {@code from} to {@code to}, both included, of those that this one has after {@link #with} was done to it. */
    private BTreeNode part(int from, int to, int replaced, Object left, long head, long entry, Object right) {
        BTreeNode part = of(childWith(from, replaced, left, right));
        for (int i = from; i < to; i++) {
            int old = i < replaced ? i : i - 1;
            part.append(
                    i == replaced ? head : heads[old],
                    i == replaced ? entry : entries[old],
                    childWith(i + 1, replaced, left, right));
        }
        return part;
    }

    private Object childWith(int index, int replaced, Object left, Object right) {
        if (index == replaced) {
            return left;
        }
        return index == replaced + 1 ? right : children[index <= replaced ? index : index - 1];
    }

    /** A copy in which two children, with a separator, are in the place of one. */
    BTreeNode with(int replaced, Object left, long head, long entry, Object right) {
        return part(0, count + 1, replaced, left, head, entry, right);
    }

    /** The first of the halves of {@link #with}: the separator after it goes up. */
    BTreeNode lower(int replaced, Object left, long head, long entry, Object right) {
        return part(0, middle(), replaced, left, head, entry, right);
    }

    BTreeNode upper(int replaced, Object left, long head, long entry, Object right) {
        return part(middle() + 1, count + 1, replaced, left, head, entry, right);
    }

    /** The separator of {@link #with} between the halves. */
    int middle() {
        return count / 2;
    }
}
