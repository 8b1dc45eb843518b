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
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Root;
import dev.writ.engine.program.Rule;
import dev.writ.engine.program.Type;
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
    Rule rule =
        new Rule(
            "p",
            "r",
            Effect.ALLOW,
            List.of(PermissionPattern.of("*")),
            List.of(),
            List.of(),
            services,
            -1,
            -1,
            new Expression("", "p.yaml", 1, when, 0),
            null,
            null,
            null,
            new Rule.Source("p.yaml", 1, List.of("*"), List.of()));
    return Programs.program(List.of(), List.of(), List.of(rule));
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
}
