package dev.writ.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.request.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CerbosImportTest {
  private static final String DERIVED =
      """
      apiVersion: api.cerbos.dev/v1
      derivedRoles:
        name: common
        variables:
          local:
            same_team: P.attr.team == R.attr.team
        definitions:
          - name: owner
            parentRoles: [employee]
            condition:
              match: { expr: R.attr.owner == P.id }
          - name: lead
            parentRoles: ["*"]
            condition:
              match: { expr: '"manager" in P.roles && V.same_team' }
      """;

  private static final String LEAVE =
      """
      apiVersion: api.cerbos.dev/v1
      description: Who takes leave.
      resourcePolicy:
        resource: leave_request
        version: default
        importDerivedRoles: [common]
        constants:
          local: { longest: 30, unfinished: [DRAFT, PENDING] }
        variables:
          local:
            is_open: R.attr.status in C.unfinished
        rules:
          - actions: ["*"]
            effect: EFFECT_ALLOW
            roles: [admin]
          - actions: [view, delete]
            effect: EFFECT_ALLOW
            derivedRoles: [owner]
            condition:
              match: { expr: V.is_open }
          - name: leads-approve
            actions: [approve]
            effect: EFFECT_ALLOW
            derivedRoles: [lead]
            condition:
              match:
                all:
                  of:
                    - expr: request.resource.attr.status == "PENDING"
                    - none: { of: [{ expr: R.attr.owner == P.id }, { expr: R.attr.days > C.longest }] }
          - actions: [approve]
            effect: EFFECT_DENY
            roles: ["*"]
            condition:
              match: { expr: has(R.attr.frozen) && R.attr.frozen }
      """;

  @TempDir Path folder;

  private Translation translate(String... documents) throws Exception {
    List<Path> files = new ArrayList<>();
    for (String document : documents) {
      files.add(write("policy-" + files.size() + ".yaml", document));
    }
    return Format.cerbos.translate("cerbos", files);
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static Resource leave(Map<String, Object> properties) {
    return new Resource("leave_request", "l1", properties);
  }

  @Test
  void derivedRolesVariablesAndConditionsKeepTheirMeaning() throws Exception {
    Translation translation = translate(LEAVE, DERIVED);
    assertThat(translation.refused()).isEmpty();
    Imported imported = Imported.of(translation);
    var ann = Imported.user("ann", List.of("employee"), Map.of("team", "a"));
    var lead = Imported.user("lea", List.of("manager"), Map.of("team", "a"));
    var other = Imported.user("ole", List.of("manager"), Map.of("team", "b"));
    var admin = Imported.user("ada", List.of("admin"), Map.of());
    Map<String, Object> pending =
        Map.of("owner", "ann", "status", "PENDING", "team", "a", "days", 3);

    assertThat(imported.allows(ann, "view", leave(pending))).isTrue();
    assertThat(imported.allows(ann, "approve", leave(pending))).isFalse();
    assertThat(imported.allows(lead, "approve", leave(pending))).isTrue();
    assertThat(imported.allows(other, "approve", leave(pending))).isFalse();
    assertThat(imported.allows(admin, "anything", leave(pending))).isTrue();
    assertThat(imported.allows(lead, "view", leave(pending))).isFalse();
    assertThat(imported.allows(ann, "view", leave(with(pending, "status", "DONE")))).isFalse();
    assertThat(imported.allows(lead, "approve", leave(with(pending, "days", 31)))).isFalse();
    assertThat(imported.allows(admin, "approve", leave(with(pending, "frozen", true)))).isFalse();
  }

  private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
    Map<String, Object> changed = new java.util.HashMap<>(map);
    changed.put(key, value);
    return changed;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "R.attr.a == P.id ; resource.a == subject.id",
        "request.principal.attr[\"dept\"] == R.kind ; subject.dept == resource.type",
        "(R.attr.a + 1) * -2 < 3 || !(true && false) ; (((resource.a + 1) * (-2)) < 3) || (!(true && false))",
        "R.attr.tags.exists(t, t in P.attr.tags) ; resource.tags.exists(t, t in subject.tags)",
        "timestamp(R.attr.at).timeSince() < duration(\"1h\") ;"
            + " (now - timestamp(resource.at)) < duration(\"1h\")",
        "P.attr.ip.inIPAddrRange(\"10.0.0.0/8\") ; cidr(\"10.0.0.0/8\").containsIP(subject.ip)",
        "hasIntersection(R.attr.a, [\"x\\\"\", 'y']) ;"
            + " sets.intersects(resource.a, [\"x\\\"\", \"y\"])",
        "has(R.attr.a.b) ? {\"k\": 1.5} : null ; has(resource.a.b) ? {\"k\": 1.5} : null",
        "now() > timestamp(request.aux_data.jwt.exp) ; now > timestamp(token.exp)",
      })
  void conditionsAreWrittenInOurWords(String theirs, String ours) throws Exception {
    assertThat(CerbosExpression.translate(theirs, role -> {})).isEqualTo(ours);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "runtime.effectiveDerivedRoles == [] ; `runtime.effectiveDerivedRoles` has no counterpart",
        "P.attr == {} ; `request.principal.attr` has no counterpart",
        "R.attr.type == \"x\" ; `request.resource.attr.type`: a property `type` would hide",
        "R.attr.l.all(resource, resource == R.attr.x) ; the variable `resource` would hide",
        "P.scope == \"\" ; `request.principal.scope` has no counterpart",
        "R.attr.a == ; `R.attr.a ==` is not CEL",
      })
  void whatHasNoCounterpartIsRefused(String theirs, String reason) {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> CerbosExpression.translate(theirs, role -> {}))
        .isInstanceOf(Unmappable.class)
        .hasMessageStartingWith(reason);
  }

  @Test
  void whatTheCompilerDoesNotTakeIsLeftOutWhole() throws Exception {
    Translation translation =
        translate(LEAVE.replace("expr: V.is_open", "expr: R.attr.path.hierarchy() == 1"), DERIVED);

    assertThat(translation.documents().keySet()).doesNotContain("leave_request.yaml");
    assertThat(translation.refused())
        .anySatisfy(refused -> assertThat(refused.reason()).contains("hierarchy"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "rolePolicy ; resource: x",
        "principalPolicy ; {principal: joe, version: default, rules: [{resource: leave_request,"
            + " actions: []}]}",
        "principalPolicy ; {principal: joe, version: default, rules: [{resource: \"*\"}]}",
      })
  void policiesThatMightDenyTakeWhatTheySpeakOfWithThem(String kind, String content)
      throws Exception {
    String other = "apiVersion: api.cerbos.dev/v1\n%s: %s\n";
    boolean map = content.startsWith("{");
    Translation translation =
        translate(LEAVE, DERIVED, other.formatted(kind, map ? content : "{" + content + "}"));

    assertThat(translation.documents().keySet()).doesNotContain("leave_request.yaml");
    assertThat(translation.refused()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "version: default ; version: v2 ; the version `v2`",
        "version: default ; {version: default, scope: acme} ; scopes do not map",
        "[view, delete] ; [\"view:*\"] ; the action `view:*`",
        "derivedRoles: [owner] ; derivedRoles: [nobody] ; the derived role `nobody`",
        "effect: EFFECT_DENY ; {effect: EFFECT_DENY, output: {}} ; `output` does not map",
      })
  void whatMeansSomethingElseHereIsRefused(String theirs, String changed, String reason)
      throws Exception {
    String edit = changed.startsWith("{") ? lines(changed) : changed;
    Translation translation = translate(LEAVE.replace(theirs, edit), DERIVED);

    assertThat(translation.documents().keySet()).doesNotContain("leave_request.yaml");
    assertThat(translation.refused())
        .singleElement()
        .satisfies(refused -> assertThat(refused.reason()).startsWith(reason));
  }

  /** {@code {a: b, c: d}} as lines of the block they stand in. */
  private static String lines(String entries) {
    String indent = entries.contains("effect") ? "\n      " : "\n  ";
    return entries.substring(1, entries.length() - 1).replace(", ", indent);
  }
}
