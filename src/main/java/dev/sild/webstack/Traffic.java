package dev.sild.webstack;

import dev.sild.model.Call;
import dev.sild.model.Call.ApiServer;
import dev.sild.model.Call.Internet;
import dev.sild.model.Call.OfComponent;
import dev.sild.model.Call.Others;
import dev.sild.model.Call.Pods;
import dev.sild.model.Calls;
import dev.sild.model.Port;
import dev.sild.model.Scrape;
import dev.sild.stack.Openings;
import dev.sild.stack.Parts;
import dev.sild.stack.Shapes;
import dev.sild.v1alpha1.webstackspec.Api;
import dev.sild.v1alpha1.webstackspec.NetworkPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every connection that there may be in a stack, and into it and out of it. */
final class Traffic {
  private static final Call.Peer ALL_PODS = new Pods(Optional.of(Map.of()), Map.of());

  private final Frame frame;
  private final List<Call> calls = new ArrayList<>();

  private Traffic(Frame frame) {
    this.frame = frame;
  }

  /** Returns the connections: those that the parts need by themselves among them. */
  static Calls of(Frame frame, Parts parts) {
    Traffic traffic = new Traffic(frame);
    traffic.enter();
    traffic.within();
    traffic.calls.addAll(parts.calls());
    traffic.leave();
    traffic.scrape(parts.scrapes());
    NetworkPolicy policy = frame.spec().getNetworkPolicy();
    return new Calls(traffic.calls, Shapes.peers(policy.getDnsTo()), policy.getEnabled());
  }

  private void enter() {
    Call.Caller callers = Openings.callers(frame.spec().getNetworkPolicy(), frame.spec().getExposure());
    calls.add(new Call(callers, new OfComponent(frame.entrance()), frame.entrancePorts()));
  }

  private void within() {
    if (frame.spec().getProxy().getEnabled()) {
      calls.add(Call.between(Frame.PROXY, Frame.API, frame.apiPort()));
    }
    if (frame.spec().getCache().getEnabled()) {
      calls.add(Call.between(Frame.API, Frame.CACHE, Servers.cache(frame).port()));
    }
    if (frame.spec().getDatabase().getEnabled()) {
      calls.add(Call.between(Frame.API, Frame.DATABASE, Servers.database(frame).port()));
    }
  }

  /** Neither cache nor database, nor nginx, has anything to look for outside. */
  private void leave() {
    Api api = frame.spec().getApi();
    OfComponent caller = new OfComponent(Frame.API);
    if (api.getInternetAccess()) {
      calls.add(new Call(caller, new Internet(), List.of()));
    }
    if (!Shapes.list(api.getAllowTo()).isEmpty()) {
      calls.add(new Call(caller, new Others("allowed", Shapes.peers(api.getAllowTo())), List.of()));
    }
    if (api.getAutomountServiceAccountToken()) {
      calls.add(new Call(caller, new ApiServer(), List.of()));
    }
  }

  private void scrape(List<Scrape> scrapes) {
    List<Call.Peer> allowed = Shapes.peers(frame.spec().getMonitoring().getAllowFrom());
    Others scraper = new Others("scraper", allowed.isEmpty() ? List.of(ALL_PODS) : allowed);
    scrapes.forEach(scrape -> calls.add(new Call(scraper, new OfComponent(scrape.component()), List.of(scrape.port()))));
  }

  /** Returns what Prometheus is to fetch of a component at a port; nothing where there is no port. */
  static List<Scrape> scrapes(Frame frame, String component, Optional<Port> port, String path) {
    return port.map(at -> new Scrape(component, at, path, frame.spec().getMonitoring().getInterval(),
        Shapes.map(frame.spec().getMonitoring().getLabels()))).stream().toList();
  }
}
