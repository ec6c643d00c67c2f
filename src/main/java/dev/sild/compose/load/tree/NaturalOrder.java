package dev.sild.compose.load.tree;

import java.util.Comparator;

/** Orders names as go-yaml prints them: numbers in them by their value, so that {@code a2} comes before {@code a10}. */
public final class NaturalOrder implements Comparator<String> {

    @Override
    public int compare(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() && j < other.length()) {
            int iEnd = digitsEnd(one, i);
            int jEnd = digitsEnd(other, j);
            int order = iEnd > i && jEnd > j
                    ? numbers(one.substring(i, iEnd), other.substring(j, jEnd))
                    : Character.compare(one.charAt(i), other.charAt(j));
            if (order != 0) {
                return order;
            }
            i = Math.max(i + 1, iEnd);
            j = Math.max(j + 1, jEnd);
        }
        int order = Integer.compare(one.length() - i, other.length() - j);
        return order == 0 ? one.compareTo(other) : order;
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static int numbers(String one, String other) {
        String left = withoutZeros(one);
        String right = withoutZeros(other);
        return left.length() == right.length() ? left.compareTo(right) : Integer.compare(left.length(), right.length());
    }

    private static String withoutZeros(String digits) {
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }
}
