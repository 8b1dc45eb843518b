package dev.writ.engine;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.writ.engine");

  /** The JDK's ways to files, networks, processes' state, threads' timing and chance. */
  private static final DescribedPredicate<JavaClass> OUTSIDE_WORLD =
      resideInAnyPackage(
              "java.lang.foreign..",
              "java.lang.reflect..",
              "java.net..",
              "java.nio.channels..",
              "java.nio.file..",
              "java.rmi..",
              "java.sql..",
              "java.util.logging..",
              "javax..",
              "jdk..",
              "sun..")
          .or(
              named(
                  "java\\.(lang\\.(Process.*|Runtime|Thread)"
                      + "|time\\.(Clock|InstantSource)"
                      + "|util\\.(Random|Timer|concurrent\\.(ThreadLocalRandom|.*Execut.*)))"));

  /** Streams over byte arrays, as an encoding needs them. */
  private static final DescribedPredicate<JavaClass> IN_MEMORY_STREAM =
      named(
          "java\\.io\\.(ByteArray(In|Out)putStream|Data(In|Out)put(Stream)?|(In|Out)putStream"
              + "|(Unchecked)?IOException|EOFException|UTFDataFormatException|Serializable)");

  /** Hashes, signatures and keys as data; nothing that draws at random or looks into files. */
  private static final DescribedPredicate<JavaClass> CRYPTOGRAPHY =
      named(
          "java\\.security\\.(MessageDigest|Signature|KeyFactory|Key|PublicKey|PrivateKey"
              + "|GeneralSecurityException|\\w+Exception|spec\\.\\w+)");

  private static final Pattern AMBIENT_STATE =
      Pattern.compile(
          "java\\.time\\.\\w+\\.now|java\\.time\\.ZoneId\\.systemDefault"
              + "|java\\.util\\.(TimeZone|Locale)\\.getDefault|java\\.util\\.UUID\\.randomUUID"
              + "|java\\.util\\.(Date|GregorianCalendar)\\.<init>|java\\.util\\.Calendar\\.getInstance"
              + "|java\\.lang\\.Math\\.random|java\\.lang\\.Class\\.forName"
              + "|java\\.lang\\.System"
              + "\\.(currentTimeMillis|nanoTime|getenv|getProperty|getProperties|in|out|err|exit)");

  private static DescribedPredicate<JavaClass> named(String pattern) {
    return nameMatching(pattern).forSubtype();
  }

  @Test
  void packagesFormNoCycle() {
    slices()
        .matching("dev.writ.engine.(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void theEngineReachesNothingOutsideItsArguments() {
    noClasses().should().dependOnClassesThat(OUTSIDE_WORLD).check(CLASSES);
  }

  @Test
  void onlyBundlesNeedCryptographyAndOnlyWithGivenKeys() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.writ.engine.bundle")
        .should()
        .dependOnClassesThat(resideInAPackage("java.security.."))
        .check(CLASSES);
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("java.security..").and(DescribedPredicate.not(CRYPTOGRAPHY)))
        .check(CLASSES);
  }

  @Test
  void theEngineStreamsOnlyInMemory() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("java.io..").and(DescribedPredicate.not(IN_MEMORY_STREAM)))
        .check(CLASSES);
  }

  @Test
  void theEngineReadsNoClockNoEnvironmentAndNoDefault() {
    noClasses()
        .should()
        .accessTargetWhere(
            describe(
                "it is ambient state",
                (JavaAccess<?> access) ->
                    AMBIENT_STATE
                        .matcher(access.getTargetOwner().getName() + "." + access.getName())
                        .matches()))
        .check(CLASSES);
  }
}
