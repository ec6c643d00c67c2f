package dev.sild.images;

import dev.sild.images.text.Expansion;
import dev.sild.units.Digits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The users and groups that an image has, as far as their numbers are known: those its base brings and those that its
 * {@code RUN} instructions make with an explicit number. A number that the tool would choose is not guessed.
 */
final class ImageUsers {
    private final Map<String, Long> users = new HashMap<>();
    private final Map<String, Long> groups = new HashMap<>();
    private final Map<String, String> groupOfUser = new HashMap<>();

    ImageUsers() {
        users.put("root", 0L);
        groups.put("root", 0L);
        groupOfUser.put("root", "root");
        // The same on Debian, Alpine, BusyBox and RHEL from 8 on; the group is called differently, its number is the
        // same.
        users.put("nobody", 65534L);
        groups.put("nogroup", 65534L);
        groupOfUser.put("nobody", "nogroup");
    }

    /** Adds a user that the base image has, with a group of the same name where the group's number is known. */
    void add(String name, long uid, Optional<Long> gid) {
        users.put(name, uid);
        if (gid.isPresent()) {
            groups.put(name, gid.get());
            groupOfUser.put(name, name);
        }
    }

    /** Takes the accounts into the facts of an image. */
    void into(FactsBuilder facts) {
        facts.users = Map.copyOf(users);
        facts.groups = Map.copyOf(groups);
    }

    Optional<Long> user(String nameOrNumber) {
        return number(nameOrNumber, users);
    }

    Optional<Long> group(String nameOrNumber) {
        return number(nameOrNumber, groups);
    }

    Optional<Long> primaryGroup(String nameOrNumber) {
        String group = groupOfUser.get(nameOrNumber);
        if (group == null && Digits.only(nameOrNumber)) {
            long id = Digits.id(nameOrNumber);
            for (Map.Entry<String, Long> user : users.entrySet()) {
                if (user.getValue() == id && groupOfUser.containsKey(user.getKey())) {
                    group = groupOfUser.get(user.getKey());
                }
            }
        }
        return group == null ? Optional.empty() : group(group);
    }

    private static Optional<Long> number(String nameOrNumber, Map<String, Long> known) {
        long id = Digits.id(nameOrNumber);
        return id >= 0 ? Optional.of(id) : Optional.ofNullable(known.get(nameOrNumber));
    }

    /** Takes note of the accounts that a script of a shell makes, command by command. */
    void script(String script, Expansion expansion, Map<String, String> variables) {
        if (script.indexOf("user") < 0 && script.indexOf("group") < 0) {
            return;
        }
        int start = 0;
        boolean inVariable = false;
        for (int i = 0; i <= script.length(); i++) {
            char c = i == script.length() ? '\n' : script.charAt(i);
            if (c == '{' && i > 0 && script.charAt(i - 1) == '$' || c == '}' && inVariable) {
                inVariable = c == '{';
            } else if ("&;|\n(){}".indexOf(c) >= 0) {
                String command = script.substring(start, i);
                if (command.indexOf("user") >= 0 || command.indexOf("group") >= 0) {
                    command(expansion.words(command, variables));
                }
                start = i + 1;
            }
        }
    }

    /**
     * Takes note of the accounts that one command of a shell makes: {@code useradd}, {@code usermod}, {@code groupadd}
     * and {@code groupmod} of shadow, {@code adduser} and {@code addgroup} of Debian and of BusyBox.
     */
    private void command(List<String> words) {
        int start = 0;
        while (start < words.size() && precedesCommand(words.get(start))) {
            start++;
        }
        if (start == words.size()) {
            return;
        }
        String program = words.get(start).substring(words.get(start).lastIndexOf('/') + 1);
        List<String> arguments = words.subList(start + 1, words.size());
        switch (program) {
            case "useradd", "usermod" -> user(arguments, "-u", "--uid", "-g", "--gid", "bcdeGkKpRsZlL");
            case "adduser" -> user(arguments, "-u", "--uid", "-G", "--gid", "hgskb");
            case "groupadd", "groupmod", "addgroup" -> group(arguments);
            default -> {}
        }
    }

    private static boolean precedesCommand(String word) {
        return switch (word) {
            case "sudo", "then", "do", "else", "if", "!", "exec" -> true;
            default -> word.indexOf('=') > 0;
        };
    }

    private void user(
            List<String> arguments,
            String idFlag,
            String idOption,
            String groupFlag,
            String groupOption,
            String flagsWithValue) {
        String id = "";
        String group = "";
        String name = "";
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            String next = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            if (isOption(argument, idFlag, idOption)) {
                id = value(argument, next);
                i += id.equals(next) && argument.indexOf('=') < 0 ? 1 : 0;
            } else if (isOption(argument, groupFlag, groupOption) || argument.startsWith("--ingroup")) {
                group = value(argument, next);
                i += argument.indexOf('=') < 0 ? 1 : 0;
            } else if (takesValue(argument, flagsWithValue)) {
                i++;
            } else if (!argument.startsWith("-") && name.isEmpty()) {
                name = argument;
            }
        }
        long number = Digits.id(id);
        if (name.isEmpty()) {
            return;
        }
        if (number >= 0) {
            users.put(name, number);
        }
        if (!group.isEmpty()) {
            groupOfUser.put(name, group);
        }
    }

    private void group(List<String> arguments) {
        String id = "";
        String name = "";
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            String next = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            if (isOption(argument, "-g", "--gid")) {
                id = value(argument, next);
                i += argument.indexOf('=') < 0 ? 1 : 0;
            } else if (argument.equals("-K") || argument.equals("-p") || argument.equals("-R")) {
                i++;
            } else if (!argument.startsWith("-") && name.isEmpty()) {
                name = argument;
            }
        }
        long number = Digits.id(id);
        if (!name.isEmpty() && number >= 0) {
            groups.put(name, number);
        }
    }

    /**
     * Whether an argument is {@code -u}, a cluster that ends in it ({@code -ru}), {@code --uid} or {@code --uid=...}.
     */
    private static boolean isOption(String argument, String flag, String option) {
        boolean cluster = argument.length() > 2
                && argument.charAt(0) == '-'
                && argument.charAt(1) != '-'
                && argument.charAt(argument.length() - 1) == flag.charAt(1);
        return argument.equals(flag) || cluster || argument.equals(option) || argument.startsWith(option + "=");
    }

    private static String value(String argument, String next) {
        int equals = argument.indexOf('=');
        return equals < 0 ? next : argument.substring(equals + 1);
    }

    private static boolean takesValue(String argument, String flagsWithValue) {
        if (argument.startsWith("--")) {
            return switch (argument) {
                case "--home",
                        "--home-dir",
                        "--shell",
                        "--gecos",
                        "--comment",
                        "--groups",
                        "--base-dir",
                        "--skel",
                        "--password",
                        "--firstuid",
                        "--lastuid",
                        "--expiredate",
                        "--inactive",
                        "--key",
                        "--login" -> true;
                default -> false;
            };
        }
        return argument.length() > 1
                && argument.charAt(0) == '-'
                && flagsWithValue.indexOf(argument.charAt(argument.length() - 1)) >= 0;
    }
}
