package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.report.Code;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Visual Studio mounts of a developer's machine into each container: the certificate for HTTPS, and the user
 * secrets of .NET, among them the password of the certificate. No node has them.
 *
 * @see <a href="https://learn.microsoft.com/aspnet/core/security/docker-https">Host ASP.NET Core images with HTTPS</a>
 */
final class DotNetFiles {
    private static final Pattern CERTIFICATE = Pattern.compile("(?i).*[/\\\\](?:ASP\\.NET|\\.aspnet)[/\\\\]https");
    private static final Pattern SECRETS =
            Pattern.compile("(?i).*[/\\\\]\\.?microsoft[/\\\\]usersecrets(?:[/\\\\].*)?");

    private static final Pattern PORTS = Pattern.compile("(?i)(?:ASPNETCORE|DOTNET)_HTTPS_PORTS");
    private static final Pattern URLS = Pattern.compile("(?i)(?:ASPNETCORE|DOTNET)_URLS");
    private static final Pattern HTTP_PORTS = Pattern.compile("(?i)(?:ASPNETCORE|DOTNET)_HTTP_PORTS");
    private static final Pattern PORT = Pattern.compile("http://[^;]{0,300}?:([0-9]{1,5})");

    private static final String DEFAULT_PORT = "8080";

    private DotNetFiles() {}

    /** Reports such a folder unless it can be read; false for others. */
    static boolean report(Bind bind, BindFiles.Kind kind) {
        boolean read = kind == BindFiles.Kind.FOLDER || kind == BindFiles.Kind.FILE;
        if (read || !is(CERTIFICATE, bind) && !is(SECRETS, bind)) {
            return false;
        }
        if (is(SECRETS, bind)) {
            bind.volume()
                    .note(
                            Code.BIND_OUTSIDE,
                            "the user secrets of .NET are on the machines of developers; they are not mounted",
                            "set those that the program needs in 'environment', as in ConnectionStrings__Default");
            return true;
        }
        Map<String, Attribute> variables =
                bind.mounter().service().get("environment").entries();
        Optional<String> off = withoutHttps(variables);
        String service = bind.mounter().service().segment();
        bind.volume()
                .note(
                        off.isPresent() ? Code.DEVELOPER_CERTIFICATE : Code.BIND_OUTSIDE,
                        "the developer certificate of .NET is not mounted"
                                + (off.isPresent()
                                        ? "; '" + service + "' does not start without it"
                                        : ": nothing here asks Kestrel for HTTPS"),
                        off.map(assignment -> "set " + assignment + " and call http://" + service + ":"
                                        + httpPort(variables) + ", or see docs/convert.md#certificates-of-net")
                                .orElse("remove the mount"));
        return true;
    }

    private static boolean is(Pattern folder, Bind bind) {
        return folder.matcher(bind.path().toString()).matches()
                || folder.matcher(bind.target()).matches();
    }

    /** Returns the assignment that turns HTTPS off; empty where nothing turns it on. */
    private static Optional<String> withoutHttps(Map<String, Attribute> variables) {
        for (Map.Entry<String, Attribute> variable : variables.entrySet()) {
            String value = variable.getValue().peek();
            if (PORTS.matcher(variable.getKey()).matches() && !value.isEmpty()) {
                return Optional.of(variable.getKey() + "=");
            }
            if (URLS.matcher(variable.getKey()).matches() && value.contains("https://")) {
                String rest = Arrays.stream(value.split(";"))
                        .filter(url -> !url.startsWith("https://"))
                        .collect(Collectors.joining(";"));
                return Optional.of(variable.getKey() + "=" + (rest.isEmpty() ? "http://+:" + DEFAULT_PORT : rest));
            }
        }
        return Optional.empty();
    }

    private static String httpPort(Map<String, Attribute> variables) {
        for (Map.Entry<String, Attribute> variable : variables.entrySet()) {
            String value = variable.getValue().peek();
            if (HTTP_PORTS.matcher(variable.getKey()).matches() && value.matches("[0-9]{1,5}")) {
                return value;
            }
            if (URLS.matcher(variable.getKey()).matches()) {
                Matcher port = PORT.matcher(value);
                return port.find() ? port.group(1) : value.contains("http://") ? "80" : DEFAULT_PORT;
            }
        }
        return DEFAULT_PORT;
    }
}
