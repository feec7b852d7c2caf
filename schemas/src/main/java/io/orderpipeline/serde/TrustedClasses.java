package io.orderpipeline.serde;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Avro creates objects only of classes that the program trusts, lest a schema name a harmful one.
 * Trusted here are our generated classes, in addition to whatever else the process trusts.
 */
final class TrustedClasses {

    private static final String GENERATED = "io.orderpipeline.schema.";

    private TrustedClasses() {}

    static void admitGeneratedRecords() {
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(
                        ClassSecurityValidator.getGlobal(),
                        type -> type.getName().startsWith(GENERATED)));
    }
}
