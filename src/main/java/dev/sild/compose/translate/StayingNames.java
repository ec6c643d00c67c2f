package dev.sild.compose.translate;

import java.util.regex.Pattern;

/** Names of services and words of commands that say that a program runs until it is stopped. */
final class StayingNames {
    /** What names of services and commands have in them that run until they are stopped. */
    private static final Pattern STAYS =
            Pattern.compile("(?i)work|beat|celery|consum|bot|sched|cron|queue|daemon|listen"
                    + "|agent|serv|watch|proxy|gateway|monitor|export|collect|stream|subscri|poll|tunnel|sidekiq|horizon"
                    + "|supervis|start|run(?:ning)?\\b|dev\\b|loop|forward|engine|node|manager|controller|uvicorn|gunicorn|hypercorn"
                    + "|puma|unicorn|rackup|daphne|waitress|fpm\\b|streamlit|web|app\\b|api");

    /** The folder of a file in a command: programs that end lie in /app, too. */
    private static final Pattern FOLDER = Pattern.compile("(?<![^\\s\"'=:])[^\\s\"'=:;|&]*/(?=[^\\s/])");

    /** A program that starts a file or a script of the project, whatever that does. */
    private static final Pattern STARTER = Pattern.compile(
            "(?<![\\w-])(?:(?:npm|yarn|pnpm|bun|go|cargo|dotnet|poetry|pipenv|uv|deno|conda)\\s+run"
                    + "|cd\\s+\\S+|(?:node|nodejs)(?=\\s{1,9}(?:-\\S{1,200}\\s{1,9}){0,9}+[\\w.-]{1,200}\\.[cm]?[jt]s\\b))(?![\\w-])");

    private StayingNames() {}

    /** Whether the name of a service or its command has such a word. */
    static boolean areIn(String name, String command) {
        return STAYS.matcher(name + ' ' + programs(command)).find();
    }

    /** Returns a command without the folders of its files, and without what starts any program. */
    static String programs(String command) {
        return STARTER.matcher(FOLDER.matcher(command).replaceAll("")).replaceAll("");
    }
}
