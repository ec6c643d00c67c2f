package dev.sild.compose.translate.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Volume.Access;
import org.junit.jupiter.api.Test;

/** Commands are pasted into a shell: a hostile path or name is one word of them, or left out. */
class CreateCommandTest {
    @Test
    void aFileIsNamedWhereTheShellAndKubectlTakeItAsItIs() {
        assertThat(CreateCommand.ofFile(false, "conf", "a.conf", "./etc/a.conf"))
                .isEqualTo("kubectl create configmap conf --from-file=a.conf=./etc/a.conf");
        assertThat(CreateCommand.ofFile(true, "keys", "", "../keys"))
                .isEqualTo("kubectl create secret generic keys --from-file=../keys");
    }

    @Test
    void anyOtherFileIsAWordToReplace() {
        for (String path : new String[] {"./a b", "./$(reboot)", "./a=b", "./a'b", "./a\nb", ""}) {
            assertThat(CreateCommand.ofFile(false, "conf", "k", path))
                    .isEqualTo("kubectl create configmap conf --from-file=k=FILE");
            assertThat(CreateCommand.ofFile(false, "conf", "", path))
                    .isEqualTo("kubectl create configmap conf --from-file=FOLDER");
        }
    }

    @Test
    void aClaimIsOneQuotedWord() {
        assertThat(CreateCommand.ofClaim("data", Access.READ_WRITE_MANY, "5Gi", "it's, \"fast\""))
                .isEqualTo("echo '{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: \"data\"}, spec:"
                        + " {storageClassName: \"it'\\''s, \\\"fast\\\"\", accessModes: [ReadWriteMany], resources:"
                        + " {requests: {storage: \"5Gi\"}}}}' | kubectl create -f -");
    }
}
