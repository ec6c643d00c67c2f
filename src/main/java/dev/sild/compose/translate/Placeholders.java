package dev.sild.compose.translate;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.VariablePlace;
import dev.sild.model.Text;
import dev.sild.report.Code;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values that an example file has for the user to replace, as {@code your-key-here}, and that pods would get. */
final class Placeholders {
    private static final int LONGEST = 500;

    /** The maximum number of variables of a file that the report names. */
    private static final int MOST_NAMED = 8;

    /** Beginnings that issuers give to their credentials. */
    private static final String ISSUED =
            "(?:sk|pk|rk|gh[pousr]|github_pat|glpat|gsk|nvapi|hf|xox[abp]|whsec|AKIA|AIza|eyJ|npm|pypi|re|SG)";

    /** What is asked for: the last word after {@code your}. */
    private static final String ASKED = "(?:here|key|token|secret|password|id|domain|name|url|value|uid|user|username"
            + "|e?mail|host|server|account|bucket|project|tenant|org|instance|app|ip|address|port|region|endpoint|login|api"
            + "|pass|passwd|pwd|passphrase|code|number|phone|salt|hash|credentials?|organi[sz]ation|workspace|zone)";

    /** The same in Portuguese, Spanish and French. */
    private static final String ASKED_ELSEWHERE = "(?:token|senha|chave|clave|contrase(?:ñ|n)a|usu[aá]rio|dom[ií]nio|ip"
            + "|host|servidor|servi[cç]o|nome|nombre|nom|e?mail|correo|id|url|key|api|secret|segredo|secreto|cl[eé]|domaine"
            + "|serveur|utilisateur|mot[-_]de[-_]passe|projeto|proyecto|projet|conta|cuenta|compte|app)";

    /** {@code change-me}, {@code change_in_production}, {@code please-change}. */
    private static final String TO_CHANGE = "(?<![a-z])(?:change[-_ ]?(?:me|this|it)(?![a-z])|change[-_"
            + " ]?(?:(?:in|for|on|before)[-_ ]?(?:prod(?:uction)?|deploy(?:ment|ing)?)|before[-_"
            + " ]?use)(?![a-z])|(?:please|must)[-_ ](?:be[-_ ])?changed?(?![a-z])|to[-_ ]be[-_"
            + " ](?:changed|replaced)(?![a-z])|replace[-_ ]?(?:me|this|with)(?![a-z])|put[-_]your|insert[-_]your)";

    /** The same in Portuguese, Spanish and French. */
    private static final String TO_CHANGE_ELSEWHERE = "(?<![a-z])(?:(?:troque|altere|mude|substitua|cambia|cambie"
            + "|reemplaza|reemplace|changez|remplacez|modifiez)[-_ ]?(?:est[aeo]|ess[ae]|isso|aqui|me|moi|por|par"
            + "|ceci|cette|ce)(?![a-z])|a[-_ ]changer(?![a-z])"
            + "|(?-i:CAMBIAR?(?:_[A-Z0-9]{1,20}){1,6})(?![a-z_]))";

    /** {@code your-app-uid}, {@code YOUR_IP}, {@code seu-token}; in a longer text, only what is clearly asked for. */
    private static final String YOURS = "(?<![a-z])your[-_](?:[a-z0-9]{1,20}[-_]){0,4}" + ASKED + "(?![a-z])"
            + "|^(?:seu|sua|votre)[-_](?:[a-z0-9]{1,20}[-_]){0,4}" + ASKED_ELSEWHERE + "(?:[-_][a-z0-9]{1,20}){0,2}$"
            + "|(?<![a-z])(?-i:YOUR)(?-i:_[A-Z0-9]{1,20}){1,6}(?![a-z_])"
            + "|(?<![a-z])(?-i:SEU|SUA|TU|VOTRE)_(?-i:[A-Z0-9]{1,20}_){0,4}" + ASKED_ELSEWHERE + "(?![a-z])"
            + "|(?<![a-z0-9-])(?:my|your)-?domain\\.[a-z]{2,10}(?![a-z])";

    /** {@code a-long-random-string}. */
    private static final String RANDOM =
            "^(?:(?:an?|some|any)[-_ ])?(?:(?:very|long|strong|secure)[-_ ]){0,3}random[-_ ]"
                    + "(?:string|secret|key|value|token|password)(?:[-_ ].{0,60})?$";

    private static final Pattern PLACEHOLDER =
            Pattern.compile("(?i)" + TO_CHANGE + "|" + TO_CHANGE_ELSEWHERE + "|" + YOURS + "|" + RANDOM
                    + "|^<[a-z][a-z0-9 _-]{0,60}>$"
                    + "|^(?:" + ISSUED
                    + "[-_]?)?(?:[a-z0-9]{1,12}[-_]){0,3}(?:x{3,40}|\\*{3,40}|\\.{3,6}|…)$"
                    + "|^https?://.{1,300}[/=]x{4,64}(?![\\w.-])"
                    + "|^" + ISSUED + "[\\w-]{0,30}(?:\\.{3,6}|…)$|^(?:todo|placeholder|dummy)$");

    private static final Pattern EXAMPLE = Pattern.compile("(?i)(?:.*/)?[^/]*(?:example|sample|template)[^/]*");

    private static final String VARIABLES = ".env or the environment";

    /** Begins the key of the defaults in a file. */
    private static final String DEFAULTS = "defaults of ";

    /**
     * The variables that the user sets in one place, each with where its value is.
     *
     * @param file the place as a report names it
     * @param defaults whether the values are defaults in a compose file, which another file overrides
     */
    private record ValuePlace(String file, boolean defaults, Attribute first, Map<String, String> variables) {}

    private Placeholders() {}

    /** Whether a value is one that a user is meant to replace. */
    static boolean isOne(String value) {
        return value.length() <= LONGEST && PLACEHOLDER.matcher(value).find();
    }

    /**
     * Reports the variables that have such values, in one line for each place: those that the user sets, where a
     * container's variable has its value of one.
     *
     * @param environment the variables that the project was read with
     */
    static void report(Collection<ServiceFacts> services, Map<String, String> environment) {
        Map<String, ValuePlace> places = new LinkedHashMap<>();
        Set<String> named = new HashSet<>();
        for (ServiceFacts service : services) {
            for (Map.Entry<String, Attribute> variable :
                    service.attribute().get("environment").entries().entrySet()) {
                Attribute value = variable.getValue();
                if (isOne(value.peek())) {
                    add(variable.getKey(), value, places, named, environment);
                }
            }
        }
        ValuePlace variables = places.get(VARIABLES);
        ValuePlace file = places.get(".env");
        if (variables != null && file != null) {
            file.variables().putAll(variables.variables());
            places.remove(VARIABLES);
        }
        places.values().forEach(Placeholders::report);
    }

    /** Adds the variables that a value is set with. What env files hold is not interpolated. */
    private static void add(
            String variable,
            Attribute value,
            Map<String, ValuePlace> places,
            Set<String> named,
            Map<String, String> environment) {
        List<Text.Variable> set = set(value.text()).toList();
        String file = value.origin().file();
        if (set.isEmpty() || !VariablePlace.isComposeFile(file)) {
            List<String> names = set.isEmpty()
                    ? List.of(variable)
                    : set.stream().map(Text.Variable::name).toList();
            names.forEach(name -> add(name, value, file, false, places, named));
            return;
        }
        for (Text.Variable each : set) {
            // A default is used where the variable is not set, or is empty.
            boolean ofDefault = !each.given().equals(environment.get(each.name()));
            add(each.name(), value, ofDefault ? file : VARIABLES, ofDefault, places, named);
        }
    }

    private static void add(
            String name,
            Attribute value,
            String file,
            boolean ofDefault,
            Map<String, ValuePlace> places,
            Set<String> named) {
        if (named.add(name)) {
            places.computeIfAbsent(
                            ofDefault ? DEFAULTS + file : file,
                            first -> new ValuePlace(file, ofDefault, value, new LinkedHashMap<>()))
                    .variables()
                    .put(
                            name,
                            file.equals(VARIABLES)
                                    ? ""
                                    : " (line " + value.origin().line() + ")");
        }
    }

    private static void report(ValuePlace place) {
        Map<String, String> variables = place.variables();
        int more = variables.size() - MOST_NAMED;
        boolean one = variables.size() == 1;
        String names = variables.entrySet().stream()
                .limit(MOST_NAMED)
                .map(variable -> variable.getKey() + variable.getValue())
                .collect(Collectors.joining(", "));
        // Who makes an example the env file of a service runs it as it is.
        boolean used = !VariablePlace.isComposeFile(place.file())
                && EXAMPLE.matcher(place.file()).matches();
        place.first()
                .note(
                        used ? Code.EXAMPLE_USED : Code.PLACEHOLDER,
                        names + (more > 0 ? " and " + more + " more" : "") + " in " + place.file()
                                + (one ? " has a " : " have ") + (place.defaults() ? "default" : "value")
                                + (one ? " that looks like a placeholder" : "s that look like placeholders")
                                + (place.defaults()
                                        ? one ? "; a value in .env replaces it" : "; values in .env replace them"
                                        : ""),
                        used
                                ? "set real values if a program uses them; the compose file reads the example itself"
                                : "set real values and convert again");
    }

    /** Returns the variables of the project that have placeholders in a text. */
    private static Stream<Text.Variable> set(Text text) {
        if (text instanceof Text.Variable variable) {
            return isOne(variable.value()) ? Stream.of(variable) : Stream.empty();
        }
        return text instanceof Text.Concat concat ? concat.parts().stream().flatMap(Placeholders::set) : Stream.empty();
    }
}
