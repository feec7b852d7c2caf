package io.orderpipeline.sim.audit;

/**
 * The verdict on one invariant.
 *
 * @param id short name, for example I1
 * @param name what it demands, in a few words
 * @param ok true when nothing speaks against it
 * @param checked how many things were looked at
 * @param detail the first offenders, and what was left out
 */
public record AuditRow(String id, String name, boolean ok, long checked, String detail) {}
