package dev.sild.compose.translate.storage;

/** What findings say about copies of which each pod has its own. */
final class OwnCopies {
    private OwnCopies() {}

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
