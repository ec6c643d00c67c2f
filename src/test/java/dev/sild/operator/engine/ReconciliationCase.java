package dev.sild.operator.engine;

import dev.sild.cluster.ControlPlane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/** A stack of each kind of trouble, reconciled with a real API server. */
abstract class ReconciliationCase {
    final ControlPlane plane;
    StackBench shop;
    Bench bench;

    ReconciliationCase(ControlPlane plane) {
        this.plane = plane;
    }

    @BeforeEach
    void open(TestInfo test) {
        shop = new StackBench(plane, test);
        bench = shop.bench;
    }

    @AfterEach
    void close() {
        shop.close();
    }
}
