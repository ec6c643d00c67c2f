package dev.sild.v1alpha1.shared;

/** A program that may run in several pods. */
public interface ReplicatedSpec extends ProgramSpec {
    Integer getReplicas();

    Autoscaling getAutoscaling();

    DisruptionBudget getDisruptionBudget();

    @Override
    Placement getPlacement();
}
