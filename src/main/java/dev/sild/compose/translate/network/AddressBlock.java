package dev.sild.compose.translate.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Addresses with a common prefix.
 *
 * @param address the first of them
 * @param prefix the number of bits that they have in common
 */
record AddressBlock(InetAddress address, int prefix) {
    private static final String NUMBER = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

    /** No host name: one would be looked up. */
    private static final Pattern BLOCK = Pattern.compile(
            "(" + NUMBER + "(?:\\." + NUMBER + "){3}|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{1,45})(?:/([0-9]{1,3}))?");

    /** Those that the internet does not lead to, beyond those that Java knows: shared, and unique local. */
    private static final Set<AddressBlock> INTERNAL = Set.copyOf(Stream.of("100.64.0.0/10", "fc00::/7")
            .flatMap(block -> parse(block).stream())
            .toList());

    /** Reads an address or a block in CIDR notation; empty if it is neither. */
    static Optional<AddressBlock> parse(String text) {
        Matcher parts = BLOCK.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.getByName(parts.group(1));
            int bits = address.getAddress().length * Byte.SIZE;
            int prefix = parts.group(2) == null ? bits : Integer.parseInt(parts.group(2));
            boolean mapped = parts.group(1).contains(":") && bits == Integer.SIZE;
            return mapped || prefix > bits
                    ? Optional.empty()
                    : Optional.of(new AddressBlock(first(address, prefix), prefix));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static InetAddress first(InetAddress address, int prefix) throws UnknownHostException {
        byte[] bytes = address.getAddress();
        for (int i = 0; i < bytes.length; i++) {
            int kept = Math.min(Math.max(prefix - i * Byte.SIZE, 0), Byte.SIZE);
            bytes[i] &= (byte) (0xff << (Byte.SIZE - kept));
        }
        return InetAddress.getByAddress(bytes);
    }

    /** Whether another is this or a part of it. */
    boolean contains(AddressBlock other) {
        try {
            return other.prefix >= prefix && first(other.address, prefix).equals(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the internet can lead to its addresses. */
    boolean isPublic() {
        return !address.isLoopbackAddress()
                && !address.isSiteLocalAddress()
                && !address.isLinkLocalAddress()
                && INTERNAL.stream().noneMatch(block -> block.contains(this));
    }

    /** Returns it in CIDR notation. */
    @Override
    public String toString() {
        return address.getHostAddress().replaceFirst("(?:^|:)0(?::0)+(?::|$)", "::") + "/" + prefix;
    }
}
