package io.travertine.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** The house: a floor may use the floors below it, never one above or beside it (docs/architecture.md). */
@AnalyzeClasses(packages = "io.travertine", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    /** From the ground up; what stands in one line stands on one floor. */
    private static final List<List<String>> FLOORS = List.of(
            List.of("io.travertine.ids.."),
            List.of("io.travertine.schema.."),
            List.of("io.travertine.storage.."),
            List.of("io.travertine.columnar.."),
            List.of("io.travertine.engine.."),
            List.of("io.travertine.query.."),
            List.of("io.travertine.broker..", "io.travertine.client.."),
            List.of("io.travertine.cli.."));

    /** A user's program takes the client without the server. */
    private static final List<String> SERVER_ONLY = List.of(
            "io.travertine.storage..", "io.travertine.columnar..", "io.travertine.engine..", "io.travertine.query..");

    @ArchTest
    static void nobodyLooksUp(JavaClasses classes) {
        for (int i = 0; i < FLOORS.size(); i++) {
            String[] above = FLOORS.subList(i + 1, FLOORS.size()).stream()
                    .flatMap(List::stream)
                    .toArray(String[]::new);
            for (String floor : FLOORS.get(i)) {
                mayNotUse(floor, above).check(classes);
                String[] beside = FLOORS.get(i).stream()
                        .filter(other -> !other.equals(floor))
                        .toArray(String[]::new);
                mayNotUse(floor, beside).check(classes);
            }
        }
    }

    @ArchTest
    static final ArchRule clientStandsAlone = mayNotUse("io.travertine.client..", SERVER_ONLY.toArray(String[]::new));

    @ArchTest
    static void noSocketsBelowTheBroker(JavaClasses classes) {
        for (List<String> floor : FLOORS.subList(0, 6)) {
            mayNotUse(floor.getFirst(), "io.vertx..", "io.netty..", "java.net.http..")
                    .check(classes);
        }
    }

    @ArchTest
    static final ArchRule storageKnowsNoArrow = mayNotUse("io.travertine.storage..", "org.apache.arrow..");

    /** Kafka's internals change from release to release: one package has them. */
    @ArchTest
    static final ArchRule kafkaInternalsInOnePlace = onlyIn(
            "io.travertine.broker.kafka..",
            "org.apache.kafka.coordinator..",
            "org.apache.kafka.server..",
            "org.apache.kafka.storage..",
            "org.apache.kafka.common.requests..");

    @ArchTest
    static final ArchRule calciteInOnePlace = onlyIn("io.travertine.query..", "org.apache.calcite..");

    @ArchTest
    static final ArchRule modulesFormNoCycles =
            slices().matching("io.travertine.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes()
            .that()
            .haveSimpleName("package-info")
            .should()
            .beAnnotatedWith("org.jspecify.annotations.NullMarked");

    private static ArchRule mayNotUse(String user, String... used) {
        return noClasses()
                .that()
                .resideInAPackage(user)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(used)
                .allowEmptyShould(true);
    }

    private static ArchRule onlyIn(String owner, String... owned) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(owner)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(owned);
    }
}
