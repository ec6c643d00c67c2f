package dev.sild.adopt.proxy;

import dev.sild.adopt.draft.AdoptionContext;
import dev.sild.adopt.draft.Components;
import dev.sild.adopt.draft.Volumes;
import dev.sild.adopt.nginx.NginxMeaning;
import dev.sild.adopt.nginx.NginxRewrite;
import dev.sild.adopt.roles.Role;
import dev.sild.adopt.servers.Servers;
import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageReference;
import dev.sild.images.KnownImages;
import dev.sild.images.Program;
import dev.sild.images.text.NginxDirective;
import dev.sild.report.Code;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** From the service in front of the api to {@code spec.proxy}. */
public final class ProxyAdopter {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?.*");
    private static final Set<String> LIKE_THE_OFFICIAL = Set.of("nginx", "nginxinc/nginx-unprivileged");
    private static final long SECONDS_TO_END = 30;

    /** The first version that knows all that is generated. */
    private static final int OLDEST_MINOR = 25;

    private final AdoptionContext work;
    private final ServiceFacts service;
    private final Components component;
    private final boolean isNginx;
    private final String staticFolder;
    private final NginxFiles files;
    private final NginxMeaning meaning;

    /**
     * Makes the adoption.
     *
     * @param staticFiles the mount of the volume that it shares with the api
     */
    public ProxyAdopter(AdoptionContext work, ServiceFacts service, Optional<Attribute> staticFiles) {
        this.work = work;
        this.service = service;
        component = new Components(work, Role.PROXY, service);
        isNginx = !Program.of(service.image().name()).equals(Optional.of(Program.OTHER_PROXY));
        staticFolder = staticFiles.map(Volumes::target).orElse("");
        files = isNginx ? NginxFiles.of(work.project(), service) : new NginxFiles(List.of(), List.of(), List.of());
        meaning = NginxMeaning.of(files.directives(), host -> work.leadsTo(Role.API, host), staticFolder);
    }

    /** Returns what its configuration says. */
    public NginxMeaning meaning() {
        return meaning;
    }

    /** Whether it ends TLS; nothing where its configuration is not known. */
    public Optional<Boolean> endsTls() {
        return files.directives().isEmpty() ? Optional.empty() : Optional.of(meaning.tls());
    }

    /**
     * Carries the service.
     *
     * @param tls whether the stack's nginx ends TLS
     */
    public void adopt(boolean tls) {
        image();
        component.replicas();
        component.resources();
        configuration(tls);
        component.variables((name, from) -> false);
        Volumes volumes = new Volumes(work, service);
        volumes.all().stream().filter(mount -> tls && isCertificate(mount)).forEach(Attribute::done);
        volumes.rest(
                "the proxy of a WebStack only mounts its configuration, its certificate and the static"
                        + " files of the api",
                "serve them from the api, or add them to its image at staticFiles.apiPath",
                volumes.all().stream().filter(mount -> !isDealtWith(mount, tls)));
        component.annotations();
        component.platform();
        component.networks();
        Servers.common(component, service, SECONDS_TO_END, List.of("curl", "wget", "nginx", "nc"));
        for (String attribute : List.of("command", "entrypoint")) {
            startedByTheOperator(attribute);
        }
        component.dealWithEngineLevel();
    }

    private void startedByTheOperator(String attribute) {
        List<String> words =
                component.get(attribute).items().stream().map(Attribute::peek).toList();
        String all = String.join(" ", words);
        if (isNginx && (all.isEmpty() || all.contains("nginx") && all.contains("daemon off"))) {
            component.get(attribute).done();
        } else {
            component.found(
                    attribute,
                    Code.NOT_CARRIED,
                    "the operator sets the nginx command",
                    "remove the command to use the one of the image");
        }
    }

    private boolean isDealtWith(Attribute mount, boolean tls) {
        boolean read = files.mounts().stream().anyMatch(other -> other.path().equals(mount.path()));
        return read
                || tls && isCertificate(mount)
                || Volumes.isNamed(mount) && !staticFolder.isEmpty() && staticFolder.equals(Volumes.target(mount));
    }

    private boolean isCertificate(Attribute mount) {
        String target = Volumes.target(mount);
        return certificates().stream().anyMatch(path -> path.equals(target) || path.startsWith(target + "/"));
    }

    /** Returns the paths of the certificate and its key in the container. */
    private List<String> certificates() {
        return all(files.directives())
                .filter(each ->
                        each.name().equals("ssl_certificate") || each.name().equals("ssl_certificate_key"))
                .map(NginxDirective::first)
                .toList();
    }

    private static Stream<NginxDirective> all(List<NginxDirective> directives) {
        return directives.stream().flatMap(each -> Stream.concat(Stream.of(each), all(each.inside())));
    }

    private void image() {
        component.get("image").done();
        component.pullPolicy();
        Attribute stated = component.get(service.built() ? "build" : "image");
        Optional<String> known = KnownImages.nameOf(service.image().name());
        if (service.built()) {
            component.put("image", service.image().name(), stated);
            stated.noteLost(
                    "the WebStack's configuration replaces /etc/nginx of the image, and its own pages are not served",
                    "mount a configuration file, or use proxy.config");
        } else if (!isNginx) {
            stated.noteApproximated(
                    "the proxy of a WebStack is nginx, which replaces " + known.orElse("it"),
                    "check the generated configuration with 'sild render'");
        } else if (known.filter(name -> !LIKE_THE_OFFICIAL.contains(name)).isPresent()) {
            stated.noteApproximated(
                    "the operator runs the official nginx image instead of " + known.get(),
                    "set proxy.image to an image based on the official one");
        } else if (isTooOld()) {
            stated.noteApproximated("the generated configuration needs nginx 1." + OLDEST_MINOR
                    + " or newer; the default image replaces "
                    + service.image().name());
        } else {
            component.put("image", service.image().name(), stated);
        }
    }

    private boolean isTooOld() {
        Matcher version = VERSION.matcher(
                ImageReference.parse(service.image().name()).tag().orElse(""));
        return version.matches()
                && version.group(1).equals("1")
                && version.group(2).length() < 4
                && (Integer.parseInt(version.group(2)) < OLDEST_MINOR
                        || Integer.parseInt(version.group(2)) == OLDEST_MINOR && "0".equals(version.group(3)));
    }

    private void configuration(boolean tls) {
        files.mounts().forEach(Attribute::done);
        files.unreadable()
                .forEach(mount -> mount.noteLost(
                        "the nginx configuration is not supported and is replaced by a generated one",
                        "set it in proxy.config"));
        if (!files.unreadable().isEmpty() || files.directives().isEmpty()) {
            return;
        }
        Attribute from = files.mounts().get(0);
        if (meaning.beyond().isEmpty()) {
            fields(from);
            return;
        }
        NginxRewrite rewrite = new NginxRewrite(work::renamed, staticFolder, tls);
        component.put("config", rewrite.of(files.directives()), from);
        NginxDirective first = meaning.beyond().get(0);
        from.note(
                first.origin(from.path()),
                Code.APPROXIMATED,
                "the generated configuration does not support '" + first.name() + "'; the file is kept in"
                        + " proxy.config with adapted ports, hosts and paths" + others(),
                "remove it if it is not needed, so that nginx is configured with fields");
        rewrite.lost()
                .forEach(left -> from.note(
                        left.origin(from.path()),
                        Code.NOT_CARRIED,
                        "a stack does not support '" + String.join(" ", left.words()) + "'; it is omitted",
                        left.name().equals("resolver")
                                ? "set the name server of the cluster in proxy.config"
                                : "add it to your own proxy.config if you need it"));
    }

    private String others() {
        int more = meaning.beyond().size() - 1;
        return more == 0 ? "" : "; " + more + " more unsupported " + (more == 1 ? "line" : "lines");
    }

    private void fields(Attribute from) {
        meaning.bodySize().ifPresent(size -> component.put("clientMaxBodySize", size, from));
        meaning.timeout().ifPresent(seconds -> component.put("readTimeoutSeconds", seconds, from));
        meaning.gzip().filter(on -> !on).ifPresent(off -> component.put("gzip", false, from));
        from.note(Code.CONFIG_GENERATED, "the generated configuration is equivalent and replaces it");
    }
}
