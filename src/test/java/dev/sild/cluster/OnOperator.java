package dev.sild.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of the operator at work: gets the one {@link OperatorBench} of its class as a parameter. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@OnControlPlane
@ExtendWith(OperatorBenchExtension.class)
@interface OnOperator {
    /** The namespace that is watched, of this class alone; it goes with the class. */
    String namespace();

    /** Whether an operator runs from the beginning. */
    boolean started() default true;
}
