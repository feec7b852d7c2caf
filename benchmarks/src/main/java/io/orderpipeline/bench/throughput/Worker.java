package io.orderpipeline.bench.throughput;

import io.orderpipeline.bench.lab.GroupPositions;
import io.orderpipeline.bench.lab.Lab;
import io.orderpipeline.bench.lab.Program;
import java.util.List;

/** A program that works off the commands on order.command. */
public interface Worker {

    /** Its name in what is reported. */
    String name();

    /** Starts it; schemas, topics and commands are there. */
    Program start(Lab lab);

    /** Offsets of order.command that it has passed. */
    long passed(GroupPositions positions);

    /** Whether nothing is left to do. */
    boolean done(GroupPositions positions);

    /** What is wrong with what came of it; empty when all is right. */
    List<String> check(Lab lab, long commands);
}
