package dev.writ.lib;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void onlyTheEntryPointsTouchCsMemory() {
    noClasses()
        .that()
        .doNotHaveSimpleName("EntryPoints")
        .and()
        .doNotHaveSimpleName("NativeMemory")
        .should()
        .dependOnClassesThat(resideInAPackage("org.graalvm.."))
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.writ.lib"));
  }
}
