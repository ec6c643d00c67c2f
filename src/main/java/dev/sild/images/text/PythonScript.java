package dev.sild.images.text;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Scripts of Python that a command runs, and whether they can only end: those that fill a database, say. */
public final class PythonScript {
    private static final int LONGEST = 4096;
    private static final Pattern CALL = Pattern.compile(
            "(?:^|[\\s;&|/])(?:python3?(?:\\.\\d{1,2})?+(?:\\s+-[uBOsE]+)*+|uv\\s+run|spark-submit(?:\\s+--[\\w-]+\\s+\\S+)*+)"
                    + "\\s+((?:\\./|/)?+(?![/.])[\\w/-]{1,200}+\\.py)(?:\\s+--?[\\w=.-]+)*+\\s*$");

    /** {@code python -m etl.main}. */
    private static final Pattern CALL_OF_MODULE = Pattern.compile(
            "(?:^|[\\s;&|/])python3?(?:\\.\\d{1,2})?+(?:\\s+-[uBOsE]+)*+\\s+-m\\s+([A-Za-z_]\\w{0,60}+(?:\\.\\w{1,60}+){0,5}+)"
                    + "(?:\\s+--?[\\w=.-]+)*+\\s*$");

    /** Modules that neither serve nor wait for events. */
    private static final Set<String> PLAIN = Set.of("""
            argparse base64 collections copy csv dataclasses datetime decimal dotenv enum faker functools glob gzip \
            hashlib io json logging math openpyxl os pathlib pprint random re secrets shutil string sys tempfile time \
            traceback typing unicodedata urllib uuid xml yaml zipfile __future__ \
            boto3 mariadb minio mysql numpy oracledb pandas psycopg psycopg2 pymongo pymssql pymysql pyodbc requests \
            sqlalchemy sqlite3 tqdm botocore contextlib duckdb geopandas httpx itertools pickle polars psycopg2_binary \
            pyarrow pyspark pytz scipy shapely sklearn statistics textwrap unittest warnings zoneinfo \
            bs4 click clickhouse_connect clickhouse_driver configparser dateutil elasticsearch fastparquet fsspec gspread \
            influxdb_client joblib kaggle kagglehub loguru lxml matplotlib neo4j opensearchpy platform prefect pydantic \
            pydantic_settings rich s3fs seaborn selenium snowflake webdriver_manager xlrd xlsxwriter yfinance""".split(" "));

    /** Modules of the script's own that are read. */
    private static final int MOST_MODULES = 40;

    /** Letters of a script and its modules that are read: more are no script that fills a database. */
    private static final int MOST_LETTERS = 512 << 10;

    private static final Pattern IMPORT =
            Pattern.compile("(?m)^[ \\t]*(?:from[ \\t]+([\\w.]+)[ \\t]+import\\b|import[ \\t]+([^\\n#;]+))");

    /** What may take forever, or load what may. */
    private static final Pattern MAY_STAY = Pattern.compile(
            "\\bwhile\\b|\\biter\\(|__import__|\\b(?:exec|eval|input)\\(|(?i:forever|serve|listen|subscri|consum|stream"
                    + "|tailable|watch|poll|thread|schedul|daemon|runner)");

    private static final Pattern MODULE = Pattern.compile("[A-Za-z_]\\w{0,60}+(?:\\.\\w{1,60}+){0,5}+");

    private PythonScript() {}

    /** Returns the path of the script that a command runs last: {@code seed.py} of {@code sleep 20; python seed.py}. */
    public static Optional<String> calledBy(String command) {
        if (command.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher call = CALL.matcher(command);
        if (call.find()) {
            return Optional.of(call.group(1));
        }
        Matcher module = CALL_OF_MODULE.matcher(command);
        return module.find() ? Optional.of(module.group(1).replace('.', '/') + ".py") : Optional.empty();
    }

    /**
     * Whether a script can only end: neither it nor a module of its own has a loop but over data, or uses a module that
     * could stay.
     *
     * @param modules returns the text of a file in the script's folder, such as {@code lib/load.py}
     */
    public static boolean ends(String script, Function<String, Optional<String>> modules) {
        return !importsOf(script).isEmpty() && new Reading(modules).ends(script);
    }

    /** The modules that a text imports, by their full names: {@code a.b} of {@code from a.b import c}. */
    private static Set<String> importsOf(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher imports = IMPORT.matcher(text);
        while (imports.find()) {
            String modules = imports.group(1) == null ? imports.group(2) : imports.group(1);
            for (String module : modules.split(",")) {
                names.add(module.strip().split("\\s", 2)[0]);
            }
        }
        return names;
    }

    /** A script with the modules that lie beside it. */
    private static final class Reading {
        private final Function<String, Optional<String>> modules;
        private final Set<String> seen = new HashSet<>();
        private int letters;

        Reading(Function<String, Optional<String>> modules) {
            this.modules = modules;
        }

        boolean ends(String text) {
            letters += text.length();
            return !text.isBlank()
                    && letters <= MOST_LETTERS
                    && !MAY_STAY.matcher(text).find()
                    && importsOf(text).stream().allMatch(this::isHarmless);
        }

        private boolean isHarmless(String imported) {
            // A package names its own modules with a dot in front.
            String module = imported.replaceFirst("^\\.", "");
            if (PLAIN.contains(module.split("\\.", 2)[0]) || seen.contains(module)) {
                return true;
            }
            if (!MODULE.matcher(module).matches() || seen.size() == MOST_MODULES) {
                return false;
            }
            seen.add(module);
            String path = module.replace('.', '/');
            return modules.apply(path + ".py")
                    .or(() -> modules.apply(path + "/__init__.py"))
                    .filter(this::ends)
                    .isPresent();
        }
    }
}
