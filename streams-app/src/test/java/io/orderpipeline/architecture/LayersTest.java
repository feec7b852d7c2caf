package io.orderpipeline.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.orderpipeline.order.Identifier;
import java.time.Clock;
import java.util.Random;
import java.util.UUID;

/** The layers: order, wire, pipeline, query, serving, and runtime on top. */
@AnalyzeClasses(packages = "io.orderpipeline", importOptions = ImportOption.DoNotIncludeTests.class)
final class LayersTest {

    private static final String ORDER = "io.orderpipeline.order..";
    private static final String WIRE = "io.orderpipeline.wire..";
    private static final String PIPELINE = "io.orderpipeline.pipeline..";
    private static final String SERVING = "io.orderpipeline.serving..";
    private static final String QUERY = "io.orderpipeline.query..";
    private static final String RUNTIME = "io.orderpipeline.runtime..";
    private static final String RECORDS = "io.orderpipeline.schema..";

    @ArchTest
    static final ArchRule the_domain_knows_only_java =
            classes()
                    .that()
                    .resideInAPackage(ORDER)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(ORDER, "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule the_wire_maps_records_to_the_domain_and_knows_nothing_else =
            classes()
                    .that()
                    .resideInAPackage(WIRE)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            WIRE, ORDER, RECORDS, "java..", "org.apache.avro..", "org.jspecify..");

    @ArchTest
    static final ArchRule topologies_know_neither_queries_nor_how_they_are_run =
            noClasses()
                    .that()
                    .resideInAPackage(PIPELINE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            QUERY,
                            SERVING,
                            RUNTIME,
                            "io.javalin..",
                            "org.eclipse.jetty..",
                            "picocli..",
                            "java.net.http..");

    @ArchTest
    static final ArchRule
            queries_read_stored_records_and_nothing_of_how_they_came_about_save_the_form_of_an_id =
                    noClasses()
                            .that()
                            .resideInAPackage(QUERY)
                            .should()
                            .dependOnClassesThat(
                                    resideInAnyPackage(
                                                    ORDER,
                                                    WIRE,
                                                    PIPELINE,
                                                    SERVING,
                                                    RUNTIME,
                                                    "io.orderpipeline.registry..",
                                                    "io.orderpipeline.serde..",
                                                    "org.apache.kafka..")
                                            .and(not(equivalentTo(Identifier.class))));

    @ArchTest
    static final ArchRule serving_reads_stores_and_knows_nothing_of_http =
            noClasses()
                    .that()
                    .resideInAPackage(SERVING)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            RUNTIME,
                            "io.javalin..",
                            "org.eclipse.jetty..",
                            "picocli..",
                            "java.net.http..");

    @ArchTest
    static final ArchRule nothing_below_knows_the_runtime =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(RUNTIME)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(RUNTIME);

    @ArchTest
    static final ArchRule packages_are_free_of_cycles =
            slices().matching("io.orderpipeline.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule time_and_identity_arrive_as_data =
            noClasses()
                    .that()
                    .resideInAnyPackage(ORDER, WIRE, PIPELINE)
                    .should()
                    .callMethodWhere(
                            target(name("now")).and(target(owner(resideInAPackage("java.time")))))
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(UUID.class, "randomUUID")
                    .orShould()
                    .callMethod(Math.class, "random")
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(Random.class)
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(Clock.class);
}
