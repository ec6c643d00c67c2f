package dev.sild.stacks.spec;

import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.programs.Exporters;
import dev.sild.programs.NginxProgram;
import dev.sild.programs.nginx.NginxConf;
import dev.sild.programs.nginx.NginxSettings;
import dev.sild.stacks.shared.GeneratedFiles;
import dev.sild.stacks.shared.ModelValues;
import dev.sild.stacks.shared.Parts;
import dev.sild.v1alpha1.shared.Exposure;
import dev.sild.v1alpha1.shared.NginxSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * From the spec of nginx in front of other components to the settings that run it.
 *
 * @param frame the stack
 * @param component the name of its component
 * @param spec what the user wants of it
 * @param hosts the names of the Services that it passes requests on to
 * @param endsTls whether it ends TLS
 * @param folders further folders that it serves
 * @param fsGroup the group that owns these folders; empty for none
 */
public record NginxSpecs(
        MonitoredFrame<?> frame,
        String component,
        NginxSpec spec,
        List<String> hosts,
        boolean endsTls,
        List<Mount> folders,
        Optional<Long> fsGroup) {

    /**
     * Adds nginx, with its scrapes.
     *
     * @param conf its configuration where the user has none
     * @param ofService the annotations of its Service
     */
    public void addTo(Parts parts, Supplier<String> conf, Map<String, String> ofService) {
        Optional<Files> own = Shapes.ownConfiguration(component, NginxProgram.FILE, spec);
        NginxProgram nginx = new NginxProgram(
                component,
                Shapes.program(spec, spec.getImage()),
                Places.workload(spec),
                Shapes.disruption(spec),
                frame.pods(spec),
                own.orElseGet(() -> GeneratedFiles.of(component, NginxProgram.FILE, conf.get())),
                own.isEmpty(),
                hosts,
                NginxProgram.doors(endsTls),
                frame.certificate(endsTls),
                folders,
                fsGroup,
                frame.exporter(spec.getExporter(), spec.getExporter().getImage()));
        nginx.addTo(parts, ofService);
        parts.scrapes(frame.scrapes(component, nginx.metrics(), Exporters.PATH));
    }

    /** Returns the settings of its generated configuration that do not depend on what it serves. */
    public NginxSettings settings() {
        Exposure exposure = frame.spec().getExposure();
        return new NginxSettings(
                endsTls ? Optional.of(new NginxConf.Tls(Openings.nodePortOfHttps(exposure))) : Optional.empty(),
                spec.getClientMaxBodySize(),
                spec.getReadTimeoutSeconds(),
                spec.getGzip(),
                Openings.behindProxy(exposure),
                NginxConf.workersFor(ModelValues.cpuLimit(Shapes.resources(spec.getResources()))));
    }
}
