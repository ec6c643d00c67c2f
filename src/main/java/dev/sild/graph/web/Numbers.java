package dev.sild.graph.web;

/** Lengths in the text of a picture. */
final class Numbers {
    private Numbers() {}

    /** Returns a multiple of a half with no more digits than it needs. */
    static String of(double length) {
        long halves = Math.round(length * 2);
        return halves % 2 == 0 ? Long.toString(halves / 2) : (halves < 0 ? "-" : "") + Math.abs(halves / 2) + ".5";
    }
}
