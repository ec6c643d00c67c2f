package dev.sild.images.text;

import java.util.regex.Pattern;

/** Programs of a project, and scripts that start them, whose text says that they listen at a port. */
public final class ListeningCode {
    /** Calls with which web frameworks and languages listen. */
    private static final Pattern CALL = Pattern.compile(
            "\\.listen\\(|\\bListenAndServe|\\bnet\\.Listen\\(|\\bcreateServer\\("
                    + "|\\buvicorn\\.run\\(|\\bapp(?:lication)?\\.run\\(|\\bserve_forever\\(|\\brun_app\\(|\\bmake_server\\("
                    + "|\\bHTTPServer\\(|\\bstart_server\\(|\\b(?:Deno|Bun)\\.serve\\(|\\bRack::Server|\\bSinatra::|\\bWEBrick::");

    /** Servers that run code which people bring. */
    private static final Pattern SERVER =
            Pattern.compile("\\b(?:uvicorn|gunicorn|hypercorn|daphne|waitress-serve|puma|unicorn|thin|rackup|php-fpm"
                    + "|http-server|streamlit|runserver|http\\.server)\\b");

    private static final Pattern CODE = Pattern.compile("[\\w./-]{1,200}\\.(?:py|[cm]?js|ts|rb|go)");

    private ListeningCode() {}

    /** Whether a word of a command is a file of source code. */
    public static boolean isFile(String word) {
        return CODE.matcher(word).matches();
    }

    /** Whether source code listens. */
    public static boolean isServer(String code) {
        return CALL.matcher(code).find();
    }

    /** Whether a shell's script starts a server. */
    public static boolean startsServer(String script) {
        return SERVER.matcher(script).find();
    }
}
