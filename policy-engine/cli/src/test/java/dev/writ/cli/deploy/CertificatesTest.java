package dev.writ.cli.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code deploy/certs/make}: what it makes is what the X.509-SVID specification asks for. */
class CertificatesTest {
  private static final Path SCRIPT = Path.of("../../deploy/certs/make").toAbsolutePath();
  private static final int URI = 6;
  private static final int DNS = 2;
  private static final List<String> BOTH_ENDS = List.of("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");

  @TempDir private Path folder;

  private record Made(int exitCode, String out, String err) {}

  private Made make(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(SCRIPT.toString(), folder.resolve("certs").toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  private Made run(List<String> command) throws IOException, InterruptedException {
    Path err = folder.resolve("err");
    Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Made(process.waitFor(), out, Files.readString(err));
  }

  private void makeSoundly(String... arguments) throws IOException, InterruptedException {
    Made made = make(arguments);
    assertThat(made.exitCode()).as(made.err()).isZero();
    assertThat(made.err()).isEmpty();
  }

  private Path file(String name) {
    return folder.resolve("certs").resolve(name);
  }

  private List<X509Certificate> certificates(String name) throws Exception {
    try (InputStream in = Files.newInputStream(file(name))) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
          .map(X509Certificate.class::cast)
          .toList();
    }
  }

  private X509Certificate leaf(String service) throws Exception {
    return certificates(service + ".pem").getFirst();
  }

  /** Validates a service's chain against the bundle, as a peer would. */
  private void validate(String service) throws Exception {
    var anchor = new TrustAnchor(certificates("bundle.pem").getFirst(), null);
    var parameters = new PKIXParameters(Set.of(anchor));
    parameters.setRevocationEnabled(false);
    CertPath path =
        CertificateFactory.getInstance("X.509").generateCertPath(certificates(service + ".pem"));
    CertPathValidator.getInstance("PKIX").validate(path, parameters);
  }

  private static List<String> names(X509Certificate certificate, int type) throws Exception {
    return certificate.getSubjectAlternativeNames().stream()
        .filter(name -> name.getFirst().equals(type))
        .map(name -> (String) name.get(1))
        .toList();
  }

  @Test
  void aServiceHasOneUriSignsOnlyAndIsNoAuthority() throws Exception {
    makeSoundly("writ", "ns/shop/sa/orders");

    validate("writ");
    validate("ns-shop-sa-orders");
    X509Certificate leaf = leaf("ns-shop-sa-orders");
    assertThat(names(leaf, URI)).containsExactly("spiffe://shop.example/ns/shop/sa/orders");
    assertThat(leaf.getSubjectAlternativeNames()).hasSize(1);
    assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
    assertThat(usages(leaf)).containsExactly(0);
    assertThat(leaf.getExtendedKeyUsage()).containsExactlyInAnyOrderElementsOf(BOTH_ENDS);
    assertThat(leaf.getCriticalExtensionOIDs()).contains("2.5.29.15", "2.5.29.19");
  }

  /** The positions of the key usages that are set; 0 is for signatures, 5 for certificates. */
  private static List<Integer> usages(X509Certificate certificate) {
    boolean[] usage = certificate.getKeyUsage();
    return Stream.iterate(0, i -> i + 1).limit(usage.length).filter(i -> usage[i]).toList();
  }

  @Test
  void authoritiesSignCertificatesAndTheIntermediateNoFurtherAuthority() throws Exception {
    makeSoundly();

    X509Certificate root = certificates("root.pem").getFirst();
    X509Certificate intermediate = certificates("intermediate.pem").getFirst();
    assertThat(root.getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
    assertThat(intermediate.getBasicConstraints()).isZero();
    assertThat(usages(root)).containsExactly(5, 6);
    assertThat(usages(intermediate)).containsExactly(5, 6);
    assertThat(names(intermediate, URI)).containsExactly("spiffe://shop.example");
    assertThat(Files.readString(file("bundle.pem"))).isEqualTo(Files.readString(file("root.pem")));
  }

  @Test
  void servicesLastADayUnlessToldOtherwise() throws Exception {
    makeSoundly("writ");
    assertThat(life(leaf("writ"))).isBetween(Duration.ofHours(24), Duration.ofHours(25));

    makeSoundly("short", "--hours", "1");
    assertThat(life(leaf("short"))).isBetween(Duration.ofHours(1), Duration.ofMinutes(70));
  }

  private static Duration life(X509Certificate certificate) {
    return Duration.between(
        certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
  }

  @Test
  void keysAreTheirOwnersAloneAndFitTheirCertificates() throws Exception {
    makeSoundly("writ");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("."))))
        .isEqualTo("rwx------");
    for (String name : List.of("root", "intermediate", "writ")) {
      Path key = file(name + ".key");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
          .isEqualTo("rw-------");
      assertThat(fits(key, certificates(name + ".pem").getFirst())).isTrue();
    }
  }

  private static boolean fits(Path key, X509Certificate certificate) throws Exception {
    byte[] text = "anything".getBytes(UTF_8);
    Signature signing = Signature.getInstance("SHA256withECDSA");
    signing.initSign(privateKey(key));
    signing.update(text);
    byte[] signature = signing.sign();
    signing.initVerify(certificate.getPublicKey());
    signing.update(text);
    return signing.verify(signature);
  }

  private static PrivateKey privateKey(Path file) throws Exception {
    String pem = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
    byte[] bytes = Base64.getMimeDecoder().decode(pem);
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes));
  }

  private Map<String, String> files() throws IOException {
    try (Stream<Path> files = Files.list(file("."))) {
      return files.collect(
          Collectors.toMap(f -> f.getFileName().toString(), CertificatesTest::read));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void runningAgainChangesNothing() throws Exception {
    makeSoundly("writ", "shop");
    Map<String, String> before = files();

    Made again = make("writ", "shop");

    assertThat(again.out()).isEmpty();
    assertThat(files()).isEqualTo(before).hasSize(9);
  }

  @Test
  void aFurtherServiceLeavesTheOthersAlone() throws Exception {
    makeSoundly("writ");
    Map<String, String> before = files();

    assertThat(make("writ", "shop").out()).isEqualTo("made shop.pem\n");

    assertThat(files()).containsAllEntriesOf(before);
    validate("shop");
  }

  @Test
  void whatHasLessThanHalfOfItsTimeLeftIsMadeAnew() throws Exception {
    makeSoundly("writ", "--hours", "1");

    assertThat(make("writ", "--hours", "24").out()).isEqualTo("made writ.pem\n");

    assertThat(life(leaf("writ"))).isGreaterThan(Duration.ofHours(23));
  }

  @Test
  void aNewRootSignsEverythingAnew() throws Exception {
    makeSoundly("writ");
    Files.delete(file("root.key"));

    assertThat(make("writ").out())
        .isEqualTo("made root.pem\nmade intermediate.pem\nmade writ.pem\n");

    validate("writ");
  }

  @Test
  void anotherRootIsNotTrusted() throws Exception {
    makeSoundly("writ");
    String chain = Files.readString(file("writ.pem"));
    makeSoundly("writ", "--trust-domain", "other.example");
    assertThat(names(leaf("writ"), URI)).containsExactly("spiffe://other.example/writ");

    Files.writeString(file("writ.pem"), chain);

    assertThatExceptionOfType(CertPathValidatorException.class).isThrownBy(() -> validate("writ"));
  }

  @Test
  void aHostNameStandsBesideTheUriForClientsThatWantOne() throws Exception {
    makeSoundly("writ", "--dns", "localhost");

    assertThat(names(leaf("writ"), URI)).hasSize(1);
    assertThat(names(leaf("writ"), DNS)).containsExactly("localhost");
    validate("writ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--unknown",
        "--hours",
        "--hours 0",
        "--hours 721",
        "--hours 1h",
        "--trust-domain Shop.example",
        "--trust-domain shop/example",
        "--dns a,URI:spiffe://other",
        "../writ",
        "a/../b",
        "a//b",
        "a/",
        "a,URI:spiffe://other/b",
        "root",
        "bundle",
        "a/b a-b"
      })
  void wrongArgumentsAreUsageErrorsAndNothingIsMade(String arguments) throws Exception {
    Made made = make(arguments.split(" "));

    assertThat(made.exitCode()).isEqualTo(64);
    assertThat(made.err()).startsWith("make: ").endsWith("see `deploy/certs/make --help`\n");
    assertThat(file(".")).doesNotExist();
  }

  @Test
  void helpSaysWhatItMakes() throws Exception {
    Made help = run(List.of(SCRIPT.toString(), "--help"));

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).startsWith("Usage: deploy/certs/make DIR").contains("bundle.pem");
  }
}
