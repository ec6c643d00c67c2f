package dev.sild.adopt.proxy;

import dev.sild.adopt.draft.AdoptionContext;
import dev.sild.adopt.draft.Volumes;
import dev.sild.adopt.roles.Role;
import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.source.Attribute;
import java.util.Optional;
import java.util.regex.Pattern;

/** The volume that the api fills and the proxy serves. */
public final class StaticFiles {
    private static final Pattern URL_PATH = Pattern.compile("/([-._~a-zA-Z0-9]+/)+");

    private final AdoptionContext work;
    private final Optional<Attribute> inApi;
    private final Optional<Attribute> inProxy;

    private StaticFiles(AdoptionContext work, Optional<Attribute> inApi, Optional<Attribute> inProxy) {
        this.work = work;
        this.inApi = inApi;
        this.inProxy = inProxy;
    }

    /** Finds it: the first named volume that both mount. */
    public static StaticFiles of(AdoptionContext work) {
        Optional<ServiceFacts> proxy = work.roles().of(Role.PROXY);
        if (proxy.isPresent()) {
            for (Attribute mount : work.roles().api().attribute().get("volumes").items()) {
                Optional<Attribute> other = proxy.get().attribute().get("volumes").items().stream()
                        .filter(each -> Volumes.isNamed(mount)
                                && Volumes.isNamed(each)
                                && each.get("source")
                                        .peek()
                                        .equals(mount.get("source").peek()))
                        .findFirst();
                if (other.isPresent()) {
                    return new StaticFiles(work, Optional.of(mount), other);
                }
            }
        }
        return new StaticFiles(work, Optional.empty(), Optional.empty());
    }

    /** Returns its mount in the api. */
    public Optional<Attribute> inApi() {
        return inApi;
    }

    /** Returns its mount in the proxy. */
    public Optional<Attribute> inProxy() {
        return inProxy;
    }

    /**
     * Carries it.
     *
     * @param served the path below which the proxy's configuration serves it, where that says it
     */
    public void adopt(Optional<String> served) {
        if (inApi.isEmpty() || inProxy.isEmpty()) {
            return;
        }
        Attribute mount = inApi.get();
        inProxy.get().done();
        work.draft().put("staticFiles.enabled", true, mount);
        String folder = Volumes.target(inProxy.get());
        String guess = folder.substring(folder.lastIndexOf('/')) + "/";
        String path = served.orElse(guess);
        if (URL_PATH.matcher(path).matches()) {
            work.draft().put("staticFiles.urlPath", path, inProxy.get());
        } else {
            inProxy.get().noteApproximated("a WebStack serves static files below /static/, not below '" + path + "'");
        }
        work.draft().put("staticFiles.apiPath", Volumes.target(mount), mount);
        new Volumes(work, work.roles().api()).claim(mount, "staticFiles.storage");
    }
}
