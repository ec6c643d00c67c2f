package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.code.SourceTree;

/** What findings say about copies of which each pod has its own. */
final class OwnCopies {
    private OwnCopies() {}

    /** Returns the beginning of a sentence about a tree. */
    static String called(SourceTree tree) {
        return tree.isCalledCode() ? "the source code is" : "the files are";
    }

    /** Returns what to do about changes of a tree of which there is a copy. */
    static String again(SourceTree tree) {
        return tree.isCalledCode() ? "convert again when it changes" : "convert again when they change";
    }

    /** Returns what becomes of what a service writes to a copy of its own. */
    static String fate(Bind bind, DataFolders folders) {
        return "is lost with the pod" + (isShared(bind, folders) ? ", and other services do not see it" : "");
    }

    /** Returns what to add to the advice to mount a named volume. */
    static String shared(Bind bind, DataFolders folders) {
        return isShared(bind, folders) ? ", in each service that uses it" : "";
    }

    private static boolean isShared(Bind bind, DataFolders folders) {
        return folders.isShared(bind.path(), bind.mounter().service().segment());
    }
}
