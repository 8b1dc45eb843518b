package dev.writ.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.writ.engine.model.Programs;
import dev.writ.engine.pattern.PermissionPattern;
import dev.writ.engine.pattern.ServicePattern;
import dev.writ.engine.program.Effect;
import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Expression;
import dev.writ.engine.program.InvalidProgram;
import dev.writ.engine.program.Let;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Role;
import dev.writ.engine.program.Root;
import dev.writ.engine.program.Rule;
import dev.writ.engine.program.Type;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeedTest {

  private static Expr variable(Root root) {
    return new Expr.Variable(root, Type.DYN, 0);
  }

  private static Expr property(Root root, String name) {
    return new Expr.Select(variable(root), name, Type.DYN, 0);
  }

  private static Program program(Expr when, List<ServicePattern> services) {
    return Programs.program(List.of(), List.of(), List.of(rule("*", when, services)));
  }

  private static Expression expression(Expr root) {
    return new Expression("", "p.yaml", 1, root, 0);
  }

  private static Rule rule(String permission, Expr when, List<ServicePattern> services) {
    return new Rule(
        "p",
        "r",
        Effect.ALLOW,
        List.of(PermissionPattern.of(permission)),
        List.of(),
        List.of(),
        services,
        -1,
        -1,
        expression(when),
        null,
        null,
        null,
        new Rule.Source("p.yaml", 1, List.of("*"), List.of()));
  }

  private static Program reading(Expr when) {
    return program(when, List.of());
  }

  @Test
  void whatARequestSaysNeedsNothing() {
    assertThat(Payload.of(reading(property(Root.RESOURCE, "ownerId"))).needs()).isEmpty();
    assertThat(Payload.of(reading(property(Root.SUBJECT, "id"))).needs()).isEmpty();
  }

  @Test
  void tokensAndWhatTheyProveNeedTheToken() {
    assertThat(Payload.of(reading(property(Root.TOKEN, "scope"))).needs())
        .containsExactly(Need.SUBJECT_TOKEN);
    assertThat(Payload.of(reading(property(Root.SUBJECT, "verified"))).needs())
        .containsExactly(Need.SUBJECT_TOKEN);
    assertThat(Payload.of(reading(variable(Root.SUBJECT))).needs())
        .containsExactly(Need.SUBJECT_TOKEN);
  }

  @Test
  void servicesNeedTheirIdentity() {
    assertThat(Payload.of(reading(property(Root.SERVICE, "id"))).needs())
        .containsExactly(Need.SERVICE_IDENTITY);
    assertThat(
            Payload.of(
                    program(
                        new Expr.Literal(true, Type.BOOL, 0),
                        List.of(ServicePattern.of("spiffe://t/ns/a/sa/x"))))
                .needs())
        .containsExactly(Need.SERVICE_IDENTITY);
  }

  @Test
  void whatIsDeepInAnExpressionIsFound() {
    Expr deep =
        new Expr.ListOf(
            List.of(
                new Expr.MapOf(
                    List.of(
                        new Expr.Entry(
                            new Expr.Literal("k", Type.STRING, 0),
                            new Expr.Has(variable(Root.TOKEN), "scope", 0),
                            false)),
                    Type.DYN,
                    0)),
            List.of(),
            Type.DYN,
            0);
    assertThat(Payload.of(reading(deep)).needs()).containsExactly(Need.SUBJECT_TOKEN);
  }

  @Test
  void aPayloadThatStatesLessThanItNeedsIsRefused() {
    byte[] payload = Payload.of(reading(property(Root.TOKEN, "scope"))).encode();
    payload[6] = 0;
    assertThatExceptionOfType(InvalidProgram.class)
        .isThrownBy(() -> Payload.decode(payload))
        .withMessage("it needs more than it states");
  }

  @Test
  void aNeedThatIsNotKnownIsRefused() {
    byte[] payload = Payload.of(reading(property(Root.RESOURCE, "ownerId"))).encode();
    payload[6] = 1 << 6;
    assertThatExceptionOfType(InvalidProgram.class).isThrownBy(() -> Payload.decode(payload));
  }

  @Test
  void needsAreThoseOfTheResourceTypeAndOfEveryType() throws InvalidBundle {
    Program program =
        Programs.program(
            List.of(
                new Role.Derived("d", List.of(), "docs", expression(property(Root.TOKEN, "a")))),
            List.of(),
            List.of(
                rule("orders:*", property(Root.SERVICE, "id"), List.of()),
                rule("*:read", property(Root.RESOURCE, "id"), List.of())));
    BundleSigner signer = Keys.signer();
    Instant now = Instant.parse("2026-03-04T10:00:00Z");
    byte[] signed =
        BundleSigner.sign(Payload.of(program), List.of(signer), 1, now, now.plusSeconds(60));
    var trusted = TrustedKeys.anyOf(List.of(signer.publicKey()));
    Bundle bundle = BundleVerifier.open(signed, trusted, Bundle.NONE_SEEN, now);
    assertThat(bundle.needs("orders")).containsExactly(Need.SERVICE_IDENTITY);
    assertThat(bundle.needs("docs")).containsExactly(Need.SUBJECT_TOKEN);
    assertThat(bundle.needs("others")).isEmpty();
    assertThat(bundle.needs()).containsExactly(Need.SUBJECT_TOKEN, Need.SERVICE_IDENTITY);
  }

  @Test
  void whatALetReadsIsNeededWhereItIsUsed() {
    Program base = reading(new Expr.LetReference(0, Type.DYN, 0));
    Program program =
        new Program(
            base.name(),
            base.revision(),
            base.zones(),
            base.windows(),
            base.patterns(),
            List.of(new Let("p/l", expression(property(Root.TOKEN, "scope")))),
            base.roles(),
            base.grants(),
            base.rules(),
            base.schema(),
            base.entities());
    assertThat(Payload.of(program).needs()).containsExactly(Need.SUBJECT_TOKEN);
    assertThat(Payload.of(base).needs()).isEmpty();
  }
}
