package dev.sild.stacks.web;

import dev.sild.model.Volume;
import dev.sild.programs.Exporters;
import dev.sild.programs.NginxProgram;
import dev.sild.programs.databases.Database;
import dev.sild.stacks.shared.Parts;
import dev.sild.stacks.shared.Shapes;
import dev.sild.stacks.shared.StackContext;
import dev.sild.v1alpha1.webstackspec.StaticFiles;
import dev.sild.v1alpha1.webstackspec.staticfiles.Storage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a WebStack consists of: from the database, which needs nobody, to the proxy. */
final class WebStackParts {
    private final Frame frame;
    private final Parts parts;

    private WebStackParts(Frame frame) {
        this.frame = frame;
        parts = new Parts(frame.naming(), frame.inputs());
    }

    static Parts of(Frame frame) {
        WebStackParts stack = new WebStackParts(frame);
        if (frame.spec().getDatabase().getEnabled()) {
            stack.server(Frame.DATABASE, ServerSettings.database(frame));
        }
        if (frame.spec().getCache().getEnabled()) {
            stack.server(Frame.CACHE, ServerSettings.cache(frame));
        }
        if (frame.spec().getStaticFiles().getEnabled()) {
            stack.staticFiles();
        }
        stack.api();
        if (frame.spec().getProxy().getEnabled()) {
            stack.proxy();
        }
        return stack.parts;
    }

    private void server(String name, Database server) {
        server.addTo(parts);
        parts.scrapes(StackContext.scrapes(frame.spec().getMonitoring(), name, server.metrics(), Exporters.PATH));
    }

    private void staticFiles() {
        StaticFiles said = frame.spec().getStaticFiles();
        Storage storage = said.getStorage();
        parts.volumes(List.of(new Volume.Claim(
                Frame.STATIC_FILES,
                storage.getSize(),
                Shapes.text(storage.getStorageClassName()),
                Shapes.same(Volume.Access.class, storage.getAccessMode()),
                Map.of(),
                Optional.of(new Volume.Seed(Frame.API, said.getApiPath())))));
        if (storage.getRetain() == Storage.Retain.KEEP) {
            parts.keep(frame.naming().object(Frame.STATIC_FILES));
        }
    }

    private void api() {
        ApiComponent api = new ApiComponent(frame);
        parts.component(api.component()).endpoint(api.endpoint()).volumes(api.scratch());
        api.metrics()
                .ifPresent(port -> parts.scrapes(StackContext.scrapes(
                        frame.spec().getMonitoring(),
                        Frame.API,
                        Optional.of(port),
                        frame.spec().getApi().getMetrics().getPath())));
    }

    private void proxy() {
        NginxProgram proxy = ProxyProgram.of(frame);
        proxy.addTo(parts, frame.ofService(Frame.PROXY));
        parts.scrapes(StackContext.scrapes(frame.spec().getMonitoring(), Frame.PROXY, proxy.metrics(), Exporters.PATH));
    }
}
