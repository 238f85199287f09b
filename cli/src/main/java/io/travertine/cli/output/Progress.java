package io.travertine.cli.output;

import java.text.DecimalFormat;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on stderr while something lasts; nothing where nobody watches. */
public final class Progress implements AutoCloseable {
    private final @Nullable ProgressBar bar;

    /** @param total how much there is to do, or -1 when nobody knows */
    public Progress(String task, long total, String unit) {
        this(task, total, unit, 1);
    }

    /** Of bytes, shown in MiB. */
    public static Progress ofBytes(String task, long total) {
        return new Progress(task, total, " MiB", 1 << 20);
    }

    private Progress(String task, long total, String unit, long unitSize) {
        bar = System.console() == null || !System.console().isTerminal()
                ? null
                : new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(total)
                        .setUnit(unit, unitSize)
                        .showSpeed(new DecimalFormat("#,##0.0"))
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .build();
    }

    public void advance(long by) {
        if (bar != null) {
            bar.stepBy(by);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
