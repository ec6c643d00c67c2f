package dev.sild.operator.engine.plan;

import dev.sild.operator.engine.Objects;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Observed;
import dev.sild.operator.engine.state.Step;
import dev.sild.stacks.shared.Capability;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Desired and observed objects, and the plan that they become. */
abstract class PlanCase {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    static final String MAP =
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings, labels: {%s}}, data: {a: b}}"
                    .formatted("app.kubernetes.io/managed-by: sild, app.kubernetes.io/instance: shop");

    final Desired map = Objects.desired(MAP);

    static List<Step> plan(Desired desired, LiveObject... live) {
        return Plan.of(List.of(desired), new Observed(Arrays.asList(live)), setting(AdoptionConsent.NONE, Set.of()))
                .steps();
    }

    static Plan.Setting setting(AdoptionConsent adoption, Set<Capability> capabilities) {
        return new Plan.Setting(Objects.OWNER, capabilities, adoption, NOW);
    }

    /** Makes an object one of the stack. */
    static LiveObject owned(LiveObject live) {
        live.resource()
                .getMetadata()
                .setOwnerReferences(List.of(new OwnerReferenceBuilder()
                        .withApiVersion("sild.dev/v1alpha1")
                        .withKind("WebStack")
                        .withName("shop")
                        .withUid("owner-uid")
                        .withController(true)
                        .build()));
        return live;
    }
}
