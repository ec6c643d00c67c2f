package dev.sild.inputs.kube;

import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.project.Value;

/** How much a file may grow by what is written into several places: a small file must not come to a huge one. */
final class Copies {
    private static final long MOST = 4 << 20;
    private long left = MOST;
    private boolean reported;

    boolean isUsedUp() {
        return left <= 0;
    }

    /** Reports once that there are more. */
    void report(Value where, Remarks remarks) {
        if (!reported) {
            remarks.lost(
                    where,
                    "the file repeats more than it may from here on",
                    "use each ConfigMap and Secret less often");
        }
        reported = true;
    }

    /** Whether so many characters more are allowed; they count then. */
    boolean allow(long characters) {
        left -= Math.min(left, characters + 64);
        return left > 0;
    }
}
