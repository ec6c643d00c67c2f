package dev.sild.inputs.kube;

/** How much a file may grow by what is written into several places: a small file must not come to a huge one. */
final class Copies {
    private static final long MOST = 16 << 20;
    private long left = MOST;

    /** Whether so many characters more are allowed; they count then. */
    boolean allow(long characters) {
        left -= Math.min(left, characters + 64);
        return left > 0;
    }
}
