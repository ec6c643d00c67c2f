package dev.sild.compose.translate.code;

import dev.sild.compose.BindFiles.BindFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Files in which databases keep their rows: nobody knows what people have entered there. */
public final class DatabaseFiles {
    private static final Set<String> EXTENSIONS = Set.of("""
            db db3 s3db sqlite sqlite2 sqlite3 sqlitedb rdb aof ibd myd myi frm duckdb realm mdb accdb fdb wt kdbx""".split(" "));

    private static final Pattern NAMES =
            Pattern.compile("pg_version|ibdata\\d{1,3}|ib_logfile\\d{1,3}|wiredtiger|wiredtigerlog\\.\\d{1,20}");

    /** What SQLite and DuckDB keep beside a database: the latest rows may be only there. */
    private static final Pattern JOURNAL = Pattern.compile("-(?:wal|shm|journal)$|\\.wal$");

    /** Files whose name ends with what they are for: {@code Dockerfile.db}, {@code .env.db}. */
    private static final Pattern FOR_DATABASE =
            Pattern.compile("(?:(?:docker|container|make|rake|proc|jenkins|vagrant)file|\\.env|docker-?compose)\\..*");

    /** What Windows calls the small images of a folder. */
    private static final String THUMBNAILS = "thumbs.db";

    /** What the databases, write-ahead logs and rollback journals of SQLite begin with. */
    private static final List<byte[]> SQLITE = List.of(
            "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII),
            new byte[] {0x37, 0x7f, 0x06, (byte) 0x82},
            new byte[] {0x37, 0x7f, 0x06, (byte) 0x83},
            new byte[] {(byte) 0xd9, (byte) 0xd5, 0x05, (byte) 0xf9, 0x20, (byte) 0xa1, 0x63, (byte) 0xd7});

    private DatabaseFiles() {}

    /** Whether a file holds rows of a database, by its name or by how it begins. */
    public static boolean isOne(BindFile file) {
        return file.content().length > 0 && (mayBeNamed(file.path()) || isSqlite(file.content()));
    }

    /** Whether a file is called as databases call theirs. */
    public static boolean isNamed(String path) {
        String name = CodeNames.name(path);
        return name.indexOf('.') >= 0 && mayBeNamed(name)
                || NAMES.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    /** The same, and also for a path that ends in {@code db} or the like, which may be that of a folder. */
    public static boolean mayBeNamed(String path) {
        String name = CodeNames.name(path).toLowerCase(Locale.ROOT);
        return EXTENSIONS.contains(CodeNames.extension(JOURNAL.matcher(name).replaceFirst("")))
                        && !name.equals(THUMBNAILS)
                        && !FOR_DATABASE.matcher(name).matches()
                || NAMES.matcher(name).matches();
    }

    /** Whether a content is that of a database of SQLite or of its journal, under any name. */
    public static boolean isSqlite(byte[] content) {
        return SQLITE.stream()
                .anyMatch(start -> content.length >= start.length
                        && Arrays.equals(content, 0, start.length, start, 0, start.length));
    }
}
