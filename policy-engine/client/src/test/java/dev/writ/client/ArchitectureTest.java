package dev.writ.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.writ.client");

  @Test
  void packagesFormNoCycle() {
    slices()
        .matching("dev.writ.client.(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void theCoreKnowsNoTransportAndNoFramework() {
    noClasses()
        .that()
        .resideInAPackage("dev.writ.client")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("java..", "org.jspecify..", "dev.writ.client")
        .check(CLASSES);
  }

  @Test
  void onlyOnePackageKnowsQuarkus() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.writ.client.quarkus")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.quarkus..", "org.jboss..", "dev.writ.client.quarkus")
        .check(CLASSES);
  }

  @Test
  void enforcementKnowsTheTransportOnlyWhereItMakesOne() {
    noClasses()
        .that()
        .resideInAPackage("dev.writ.client.jakarta")
        .and()
        .doNotHaveSimpleName("PdpProducer")
        .and()
        .doNotHaveSimpleName("ClientConfig")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.writ.client.http")
        .check(CLASSES);
  }
}
