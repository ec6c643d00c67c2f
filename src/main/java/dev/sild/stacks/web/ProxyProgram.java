package dev.sild.stacks.web;

import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.model.PodSecurity;
import dev.sild.programs.NginxProgram;
import dev.sild.programs.nginx.NginxConf;
import dev.sild.programs.settings.DatabaseSettings.Pods;
import dev.sild.programs.settings.DatabaseSettings.Program;
import dev.sild.stacks.shared.ExternalBundles;
import dev.sild.stacks.shared.Openings;
import dev.sild.stacks.shared.Places;
import dev.sild.stacks.shared.Shapes;
import dev.sild.v1alpha1.shared.Exposure;
import dev.sild.v1alpha1.webstackspec.Proxy;
import java.util.List;
import java.util.Optional;

/** nginx in front of the api, from the user's words to the settings that programs know. */
final class ProxyProgram {
    private final Frame frame;
    private final Proxy said;

    private ProxyProgram(Frame frame) {
        this.frame = frame;
        said = frame.spec().getProxy();
    }

    static NginxProgram of(Frame frame) {
        return new ProxyProgram(frame).program();
    }

    private NginxProgram program() {
        Files configuration = ExternalBundles.configuration(
                Frame.PROXY, NginxProgram.FILE, said.getConfig(), said.getConfigFrom(), () -> conf().text());
        Program server = new Program(
                said.getImage(),
                Shapes.pulled(said.getImagePullPolicy()),
                Shapes.resources(said.getResources()),
                Shapes.env(List.of(), said.getEnv(), said.getSecretEnv()));
        Pods pods = new Pods(
                Shapes.same(PodSecurity.class, said.getPodSecurity()),
                Shapes.map(said.getLabels()),
                Shapes.map(said.getAnnotations()),
                Shapes.pullSecrets(frame.spec().getImagePullSecrets()),
                Places.of(said.getPlacement()));
        return new NginxProgram(
                Frame.PROXY,
                server,
                Places.workload(said.getReplicas(), said.getAutoscaling()),
                Shapes.disruption(said.getDisruptionBudget()),
                pods,
                configuration,
                said.getConfig() == null && said.getConfigFrom() == null,
                List.of(frame.host(Frame.API)),
                frame.doors(),
                frame.tlsAtProxy()
                        ? Optional.of(frame.spec().getExposure().getTls().getSecretName())
                        : Optional.empty(),
                frame.spec().getStaticFiles().getEnabled()
                        ? List.of(Mount.ofVolume(Frame.STATIC_FILES, NginxConf.STATIC_FOLDER, true))
                        : List.of(),
                frame.monitored() && said.getExporter().getEnabled()
                        ? Optional.of(new Program(
                                said.getExporter().getImage(),
                                Shapes.pulled(said.getExporter().getImagePullPolicy()),
                                Shapes.resources(said.getExporter().getResources()),
                                List.of()))
                        : Optional.empty());
    }

    private NginxConf conf() {
        Exposure exposure = frame.spec().getExposure();
        return new NginxConf(
                frame.host(Frame.API),
                frame.apiPort().number(),
                frame.tlsAtProxy()
                        ? Optional.of(new NginxConf.Tls(Openings.nodePortOfHttps(exposure)))
                        : Optional.empty(),
                frame.spec().getStaticFiles().getEnabled()
                        ? Optional.of(frame.spec().getStaticFiles().getUrlPath())
                        : Optional.empty(),
                said.getClientMaxBodySize(),
                said.getReadTimeoutSeconds(),
                said.getGzip(),
                Openings.behindProxy(exposure),
                NginxConf.workersFor(Shapes.cpuLimit(said.getResources())));
    }
}
