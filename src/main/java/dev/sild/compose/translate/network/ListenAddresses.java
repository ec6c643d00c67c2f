package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.KnownImages;
import dev.sild.model.Container;
import dev.sild.model.Container.Env;
import dev.sild.model.Text;
import dev.sild.model.Workload;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Servers that listen at the name of their own service. With compose, that is an address of the container, to which
 * published ports lead. In a cluster the name leads to a Service, at whose address no pod can listen; the host name of
 * a single pod hides this, but {@code kubectl port-forward} connects to 127.0.0.1. Such a server listens at all
 * addresses there.
 */
public final class ListenAddresses {
    private static final String ALL = "0.0.0.0";

    /** Variables that can only say where a server listens; {@code HOST} may also be part of its links. */
    private static final Pattern VARIABLE = Pattern.compile(
            "(?i)(?:[\\w.-]{0,100}[_.-])?(?:BIND|LISTEN)(?:[_.-]?(?:ADDR|ADDRESS|HOST|INTERFACE|IP|ON))?"
                    + "|(?:UVICORN|HYPERCORN|FLASK_RUN|NITRO)_HOST|GRADIO_SERVER_NAME|STREAMLIT_SERVER_ADDRESS");

    private static final String OPTION = "(?:--?(?:[\\w-]{1,30}[.-])?(?:bind|listen)(?:[._-]?(?:addr|address|host|ip))?"
            + "|--(?:(?:http|grpc|server)[.-])?(?:addr|address|host)|-b|runserver)";

    private static final Pattern ONE_OPTION = Pattern.compile(OPTION);

    /** Options and variables of members of clusters, which others reach at the address that they listen at. */
    private static final Pattern OF_MEMBER =
            Pattern.compile("(?i)(?:^|[_.-])(?:advertised?|announced?|broadcast|cluster"
                    + "|gossip|join|peers?|public|raft|seeds?|serf)(?:$|[_.=-])");

    /** Programs of such members, as {@code spark.deploy.master.Master}. */
    private static final Pattern MEMBER = Pattern.compile("(?i)(?:^|[/_.-])(?:master|scheduler|worker)(?:$|[_.-])");

    private static final int LONGEST = 64 << 10;

    private final Attribute service;
    private final String program;
    private final Pattern whole;
    private final Pattern inside;

    private ListenAddresses(Attribute service, Set<String> names, String program) {
        this.service = service;
        this.program = program;
        String own = names.stream().map(Pattern::quote).collect(Collectors.joining("|", "(?:", ")"));
        whole = Pattern.compile(own + "((?::[0-9]{1,5})?)");
        inside = Pattern.compile(
                "(?<![\\w-])(" + OPTION + "(?:=|[ \\t]{1,8})[\"']?)" + own + "(?=(?::[0-9]{1,5})?(?:[\"'\\s;&|)]|$))");
    }

    /**
     * Returns what a service says of where it listens.
     *
     * @param names what the service is called
     * @param program the image that it runs, or that its own is built from
     */
    public static ListenAddresses of(Attribute service, Set<String> names, String program) {
        return new ListenAddresses(service, names, program);
    }

    /**
     * Returns the container of the service with all addresses in place of the service's own name where its server
     * listens there. Known servers and members of clusters stay as they are, since they may tell others the address; so
     * does a single pod to which no port leads from outside, since its host name leads to itself.
     */
    public Container opened(Container container, Workload workload) {
        boolean single = workload instanceof Workload.Replicated && workload.mostPods() == 1;
        boolean reached = single && !service.get("ports").present();
        boolean known = KnownImages.isServer(program) && !KnownImages.isCache(program);
        return reached || known || isMember(container)
                ? container
                : container.with(builder -> builder.env(variables(container.env()))
                        .command(words("entrypoint", container.command()))
                        .args(words("command", container.args())));
    }

    private static boolean isMember(Container container) {
        return container.env().stream()
                        .anyMatch(variable -> OF_MEMBER.matcher(variable.name()).find())
                || Stream.concat(container.command().stream(), container.args().stream())
                        .filter(ListenAddresses::isPlain)
                        .flatMap(word -> Stream.of(word.value().split("\\s+")))
                        .anyMatch(word -> (word.startsWith("-") ? OF_MEMBER : MEMBER)
                                .matcher(word)
                                .find());
    }

    private List<Env> variables(List<Env> variables) {
        List<Env> opened = new ArrayList<>();
        for (Env variable : variables) {
            Text value = VARIABLE.matcher(variable.name()).matches()
                    ? replaced(variable.value(), this::all)
                    : variable.value();
            if (value != variable.value()) {
                report(service.get("environment").get(variable.name()), variable.name());
            }
            opened.add(new Env(variable.name(), value));
        }
        return opened;
    }

    private List<Text> words(String attribute, List<Text> words) {
        List<Text> opened = new ArrayList<>();
        String before = "";
        for (Text word : words) {
            boolean value = ONE_OPTION.matcher(before).matches();
            opened.add(replaced(word, text -> value ? all(text) : within(text)));
            before = isPlain(word) ? word.value() : "";
        }
        if (!opened.equals(words)) {
            report(service.get(attribute), attribute);
        }
        return opened;
    }

    private String all(String text) {
        Matcher address = whole.matcher(text);
        return address.matches() ? ALL + address.group(1) : text;
    }

    private String within(String text) {
        return text.length() > LONGEST ? text : inside.matcher(text).replaceAll("$1" + ALL);
    }

    /** Returns the same text where nothing changes; the variable of a port stays one. */
    private static Text replaced(Text text, UnaryOperator<String> change) {
        if (!isPlain(text)) {
            return text;
        }
        String whole = text.value();
        String changed = change.apply(whole);
        if (changed.equals(whole)) {
            return text;
        }
        if (text instanceof Text.Variable variable) {
            return new Text.Variable(variable.name(), changed);
        }
        if (text instanceof Text.Concat concat) {
            List<Text> parts = new ArrayList<>(concat.parts());
            String rest = whole.substring(parts.get(0).value().length());
            if (parts.get(0) instanceof Text.Literal && changed.endsWith(rest)) {
                parts.set(0, Text.of(changed.substring(0, changed.length() - rest.length())));
                return new Text.Concat(parts);
            }
        }
        return Text.of(changed);
    }

    /** Whether a text has a value that is no reference. */
    private static boolean isPlain(Text text) {
        return text instanceof Text.Literal
                || text instanceof Text.Variable
                || text instanceof Text.Concat concat && concat.parts().stream().allMatch(ListenAddresses::isPlain);
    }

    private void report(Attribute where, String what) {
        where.note(
                Code.HOST_REPLACED,
                "'" + service.segment() + "' listens at its own name, which leads to a Service in a cluster; '" + what
                        + "' has " + ALL + " instead");
    }
}
