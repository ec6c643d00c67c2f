package dev.sild.stacks.web;

import dev.sild.model.Call;
import dev.sild.model.Call.OfComponent;
import dev.sild.model.Calls;
import dev.sild.stacks.shared.Openings;
import dev.sild.stacks.shared.Parts;
import dev.sild.stacks.shared.StackContext;
import java.util.ArrayList;
import java.util.List;

/** Every connection that there may be in a stack, and into it and out of it. */
final class Traffic {
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
        traffic.calls.addAll(StackContext.scraping(frame.spec().getMonitoring(), parts.scrapes()));
        return Openings.calls(frame.spec().getNetworkPolicy(), traffic.calls);
    }

    private void enter() {
        Call.Caller callers =
                Openings.callers(frame.spec().getNetworkPolicy(), frame.spec().getExposure());
        calls.add(new Call(callers, new OfComponent(frame.entrance()), frame.entrancePorts()));
    }

    private void within() {
        if (frame.spec().getProxy().getEnabled()) {
            calls.add(Call.between(Frame.PROXY, Frame.API, frame.apiPort()));
        }
        if (frame.spec().getCache().getEnabled()) {
            calls.add(Call.between(
                    Frame.API, Frame.CACHE, ServerSettings.cache(frame).port()));
        }
        if (frame.spec().getDatabase().getEnabled()) {
            calls.add(Call.between(
                    Frame.API, Frame.DATABASE, ServerSettings.database(frame).port()));
        }
    }

    /** Neither cache nor database, nor nginx, has anything to look for outside. */
    private void leave() {
        calls.addAll(new ApiComponent(frame).leaving());
    }
}
