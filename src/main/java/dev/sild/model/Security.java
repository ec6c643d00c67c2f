package dev.sild.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Optional;

/**
 * What a container may do.
 *
 * @param user the numeric user id it runs as; empty for the image's own
 * @param group the numeric group id it runs as; empty for the image's own
 * @param privileged whether it has the node's powers
 * @param readOnlyRoot whether its root file system is read-only
 * @param addCapabilities Linux capabilities it has besides the default ones, without the {@code CAP_} prefix
 * @param dropCapabilities Linux capabilities it has not, {@code ALL} for every one
 * @param noNewPrivileges whether programs with set-uid bits gain nothing
 * @param seccomp {@code Unconfined}, {@code RuntimeDefault}, or the path of a profile on the node; empty for the
 *     default
 * @param appArmor {@code Unconfined}, {@code RuntimeDefault}, or the name of a profile on the node; empty for the
 *     default
 * @param seLinux SELinux options
 * @param unmaskedProc whether it sees all of {@code /proc}
 */
@RecordBuilder
public record Security(
        Optional<Long> user,
        Optional<Long> group,
        boolean privileged,
        boolean readOnlyRoot,
        List<String> addCapabilities,
        List<String> dropCapabilities,
        boolean noNewPrivileges,
        String seccomp,
        String appArmor,
        Optional<SeLinux> seLinux,
        boolean unmaskedProc)
        implements SecurityBuilder.With {

    /** The image's own user and the cluster's default rules. */
    public static final Security DEFAULT = new Security(
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            List.of(),
            List.of(),
            false,
            "",
            "",
            Optional.empty(),
            false);

    /** User and group 0, and otherwise the defaults. */
    public static final Security ROOT =
            DEFAULT.with(builder -> builder.user(Optional.of(0L)).group(Optional.of(0L)));

    /** SELinux options, each empty for the default. */
    public record SeLinux(String user, String role, String type, String level) {
        /** No option at all. */
        public static final SeLinux NONE = new SeLinux("", "", "", "");
    }

    public Security {
        addCapabilities = List.copyOf(addCapabilities);
        dropCapabilities = List.copyOf(dropCapabilities);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Security that
                && privileged == that.privileged
                && readOnlyRoot == that.readOnlyRoot
                && noNewPrivileges == that.noNewPrivileges
                && unmaskedProc == that.unmaskedProc
                && user.equals(that.user)
                && group.equals(that.group)
                && addCapabilities.equals(that.addCapabilities)
                && dropCapabilities.equals(that.dropCapabilities)
                && seccomp.equals(that.seccomp)
                && appArmor.equals(that.appArmor)
                && seLinux.equals(that.seLinux);
    }

    @Override
    public int hashCode() {
        return 31 * user.hashCode() + group.hashCode();
    }
}
