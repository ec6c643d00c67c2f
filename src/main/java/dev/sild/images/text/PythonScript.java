package dev.sild.images.text;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Scripts of Python that a command runs, and whether they can only end: those that fill a database, say. */
public final class PythonScript {
    private static final int LONGEST = 4096;
    private static final Pattern CALL = Pattern.compile(
            "(?:^|[\\s;&|])python3?(?:\\s+-u)?+\\s+((?:\\./)?+(?![/.])[\\w/-]{1,200}+\\.py)(?:\\s+--?[\\w=.-]+)*+\\s*$");

    /** Modules that neither serve nor wait for events. */
    private static final Set<String> PLAIN = Set.of("""
            argparse base64 collections copy csv dataclasses datetime decimal dotenv enum faker functools glob gzip \
            hashlib io json logging math openpyxl os pathlib pprint random re secrets shutil string sys tempfile time \
            traceback typing unicodedata urllib uuid xml yaml zipfile __future__ \
            boto3 mariadb minio mysql numpy oracledb pandas psycopg psycopg2 pymongo pymssql pymysql pyodbc requests \
            sqlalchemy sqlite3 tqdm""".split(" "));

    private static final Pattern IMPORT =
            Pattern.compile("(?m)^[ \\t]*(?:from[ \\t]+([\\w.]+)[ \\t]+import\\b|import[ \\t]+([^\\n#;]+))");

    /** What may take forever, or load what may. */
    private static final Pattern MAY_STAY = Pattern.compile(
            "\\bwhile\\b|\\biter\\(|__import__|\\b(?:exec|eval|input)\\(|(?i:forever|serve|listen|subscri|consum|stream"
                    + "|tailable|watch|poll|thread|schedul|daemon)");

    private PythonScript() {}

    /** Returns the path of the script that a command runs last: {@code seed.py} of {@code sleep 20; python seed.py}. */
    public static Optional<String> calledBy(String command) {
        Matcher call = CALL.matcher(command);
        return command.length() <= LONGEST && call.find() ? Optional.of(call.group(1)) : Optional.empty();
    }

    /** Whether a script can only end: it has no loop but over data, and uses no module that could stay. */
    public static boolean ends(String script) {
        if (script.isBlank() || MAY_STAY.matcher(script).find()) {
            return false;
        }
        boolean any = false;
        Matcher imports = IMPORT.matcher(script);
        while (imports.find()) {
            any = true;
            String modules = imports.group(1) == null ? imports.group(2) : imports.group(1);
            if (!Arrays.stream(modules.split(","))
                    .map(module -> module.strip().split("[.\\s]", 2)[0])
                    .allMatch(PLAIN::contains)) {
                return false;
            }
        }
        // Without any, it is too little to say what it is for.
        return any;
    }
}
