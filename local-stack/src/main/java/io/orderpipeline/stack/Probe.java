package io.orderpipeline.stack;

/** Whether a member of the stack answers as it should, asked from outside. Throws nothing. */
interface Probe {

    boolean answers();
}
