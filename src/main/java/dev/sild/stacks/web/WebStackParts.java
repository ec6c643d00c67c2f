package dev.sild.stacks.web;

import dev.sild.model.Mount;
import dev.sild.model.Volume;
import dev.sild.programs.databases.Database;
import dev.sild.programs.nginx.NginxConf;
import dev.sild.stacks.shared.Parts;
import dev.sild.stacks.spec.DatabaseSpecs;
import dev.sild.stacks.spec.NginxSpecs;
import dev.sild.stacks.spec.Shapes;
import dev.sild.v1alpha1.webstackspec.StaticFiles;
import dev.sild.v1alpha1.webstackspec.staticfiles.Storage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a WebStack consists of: from the database, which calls nothing, to the proxy. */
final class WebStackParts {
    private final WebStackFrame frame;
    private final Parts parts;

    private WebStackParts(WebStackFrame frame) {
        this.frame = frame;
        parts = new Parts(frame.naming(), frame.inputs());
    }

    static Parts of(WebStackFrame frame) {
        WebStackParts stack = new WebStackParts(frame);
        frame.database().ifPresent(database -> DatabaseSpecs.add(frame, WebStackFrame.DATABASE, database, stack.parts));
        frame.cache().ifPresent(cache -> DatabaseSpecs.add(frame, WebStackFrame.CACHE, cache, stack.parts));
        if (frame.spec().getStaticFiles().getEnabled()) {
            stack.staticFiles();
        }
        stack.api();
        if (frame.spec().getProxy().getEnabled()) {
            stack.proxy();
        }
        return stack.parts;
    }

    private void staticFiles() {
        StaticFiles files = frame.spec().getStaticFiles();
        Storage storage = files.getStorage();
        parts.volumes(List.of(new Volume.Claim(
                WebStackFrame.STATIC_FILES,
                storage.getSize(),
                Shapes.text(storage.getStorageClassName()),
                Shapes.same(Volume.Access.class, storage.getAccessMode()),
                Map.of(),
                Optional.of(new Volume.Seed(WebStackFrame.API, files.getApiPath())))));
        if (Shapes.isKept(storage)) {
            parts.keep(frame.naming().object(WebStackFrame.STATIC_FILES));
        }
    }

    private void api() {
        StaticFiles files = frame.spec().getStaticFiles();
        frame.api()
                .addTo(
                        parts,
                        ConnectionVariables.of(frame),
                        files.getEnabled()
                                ? List.of(Mount.ofVolume(WebStackFrame.STATIC_FILES, files.getApiPath(), false))
                                : List.of(),
                        frame.staticGroup(),
                        frame.ofService(WebStackFrame.API),
                        frame.database().flatMap(Database::bootstrapped).stream()
                                .toList());
    }

    private void proxy() {
        NginxSpecs proxy = frame.proxy();
        StaticFiles files = frame.spec().getStaticFiles();
        proxy.addTo(
                parts,
                () -> new NginxConf(
                                frame.host(WebStackFrame.API),
                                frame.apiPort().number(),
                                files.getEnabled() ? Optional.of(files.getUrlPath()) : Optional.empty(),
                                proxy.settings())
                        .text(),
                frame.ofService(WebStackFrame.PROXY));
    }
}
