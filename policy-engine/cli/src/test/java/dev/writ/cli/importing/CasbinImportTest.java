package dev.writ.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.engine.request.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.casbin.jcasbin.main.Enforcer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CasbinImportTest {
  private static final String ROLES = "g(r.sub, p.sub) && r.obj == p.obj && r.act == p.act";
  private static final String ALLOW = "some(where (p.eft == allow))";
  private static final String NO_DENY =
      "some(where (p.eft == allow)) && !some(where (p.eft == deny))";
  private static final List<String> USERS = List.of("alice", "bob", "carol", "dave");
  private static final List<String> GROUPS = List.of("admin", "editor", "reader", "guest");
  private static final List<String> OBJECTS = List.of("data1", "data2", "reports");
  private static final List<String> ACTIONS = List.of("read", "write", "reports:sign");

  @TempDir Path folder;

  private Path model(String effect, String matcher) throws IOException {
    return Files.writeString(
        folder.resolve("model.conf"),
        """
        [request_definition]
        r = sub, obj, act
        [policy_definition]
        p = sub, obj, act, eft
        [role_definition]
        g = _, _
        [policy_effect]
        e = %s
        [matchers]
        m = %s
        """
            .formatted(effect, matcher));
  }

  private Path policy(String rows) throws IOException {
    return Files.writeString(folder.resolve("policy.csv"), rows);
  }

  private Translation translate(Path model, String rows) throws Exception {
    return Format.casbin.translate("casbin", List.of(model, policy(rows)));
  }

  /** Tables at random, each question asked of Casbin too. */
  @ParameterizedTest
  @ValueSource(strings = {ALLOW, NO_DENY})
  void usersMayWhatCasbinLetsThem(String effect) throws Exception {
    Random random = new Random(7);
    int allowed = 0;
    for (int round = 0; round < 100; round++) {
      String rows = rows(random);
      Path model = model(effect, ROLES);
      Translation translation = translate(model, rows);
      assertThat(translation.refused()).as(rows).isEmpty();
      allowed += compare(Imported.of(translation), model, rows);
    }
    assertThat(allowed).isBetween(200, 3_200);
  }

  private int compare(Imported imported, Path model, String rows) throws IOException {
    var casbin = new Enforcer(model.toString(), policy(rows).toString(), false);
    int allowed = 0;
    for (String user : USERS) {
      for (String object : OBJECTS) {
        for (String action : ACTIONS) {
          boolean casbins = casbin.enforce(user, object, action);
          boolean ours = imported.allows(Imported.user(user), action, new Resource(object, "1"));
          assertThat(ours).as("%s %s %s by%n%s", user, object, action, rows).isEqualTo(casbins);
          allowed += casbins ? 1 : 0;
        }
      }
    }
    return allowed;
  }

  private static String rows(Random random) {
    StringBuilder rows = new StringBuilder();
    for (int i = random.nextInt(10); i >= 0; i--) {
      boolean role = random.nextBoolean();
      rows.append(
          "p, %s, %s, %s, %s\n"
              .formatted(
                  one(role ? GROUPS : USERS, random),
                  one(OBJECTS, random),
                  one(ACTIONS, random),
                  random.nextInt(4) == 0 ? "deny" : "allow"));
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      rows.append("g, %s, %s\n".formatted(one(USERS, random), one(GROUPS, random)));
    }
    for (int i = 1; i < GROUPS.size(); i++) {
      if (random.nextBoolean()) {
        String below = GROUPS.get(random.nextInt(i));
        rows.append("g, %s, %s\n".formatted(below, GROUPS.get(i)));
      }
    }
    return rows.toString();
  }

  private static String one(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  @Test
  void everyActionIsWrittenAsAStarWhereTheModelSaysSo() throws Exception {
    Path model =
        model(ALLOW, "g(r.sub, p.sub) && r.obj == p.obj && (r.act == p.act || p.act == \"*\")");
    Imported imported = Imported.of(translate(model, "p, alice, data1, *, allow\n"));

    assertThat(imported.allows(Imported.user("alice"), "any", new Resource("data1", "1"))).isTrue();
    assertThat(imported.allows(Imported.user("alice"), "any", new Resource("data2", "1")))
        .isFalse();
    assertThat(imported.allows(Imported.user("bob"), "any", new Resource("data1", "1"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "keyMatch(r.obj, p.obj) && g(r.sub, p.sub) && r.act == p.act ; the matcher",
        "g(r.sub, p.sub) && r.obj == p.obj ; the matcher",
        "g(r.sub, p.sub) && r.obj == p.obj && r.act == p.act || r.sub == \"root\" ; the matcher",
      })
  void otherMatchersAreRefused(String matcher, String reason) throws Exception {
    Translation translation = translate(model(ALLOW, matcher), "p, alice, data1, read, allow\n");

    assertThat(translation.documents().keySet()).containsExactly("writ.yaml");
    assertThat(translation.refused())
        .singleElement()
        .satisfies(refused -> assertThat(refused.reason()).startsWith(reason));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!some(where (p.eft == deny))",
        "priority(p.eft) || deny",
      })
  void otherEffectsAreRefused(String effect) throws Exception {
    Translation translation = translate(model(effect, ROLES), "p, alice, data1, read, allow\n");

    assertThat(translation.refused())
        .singleElement()
        .satisfies(refused -> assertThat(refused.reason()).startsWith("the effect"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "p, alice, data1, *, deny ; the action `*`",
        "p, alice, data1, read:*, allow ; the action `read:*`",
        "p, *, data1, read, allow ; `*` cannot be a subject's id",
      })
  void anObjectWithARowThatDoesNotMapIsLeftOutWhole(String row, String reason) throws Exception {
    String rows = "p, alice, data1, read, allow\np, alice, data2, read, allow\n" + row + "\n";
    Translation translation = translate(model(NO_DENY, ROLES), rows);
    Imported imported = Imported.of(translation);

    assertThat(translation.refused())
        .singleElement()
        .satisfies(refused -> assertThat(refused.reason()).startsWith(reason));
    assertThat(imported.allows(Imported.user("alice"), "read", new Resource("data1", "1")))
        .isFalse();
    assertThat(imported.allows(Imported.user("alice"), "read", new Resource("data2", "1")))
        .isTrue();
  }

  @Test
  void rolesDeeperThanCasbinFollowsAreRefused() throws Exception {
    StringBuilder rows = new StringBuilder("p, r12, data1, read, allow\ng, alice, r1\n");
    for (int i = 1; i < 12; i++) {
      rows.append("g, r%d, r%d\n".formatted(i, i + 1));
    }
    Translation translation = translate(model(ALLOW, ROLES), rows.toString());

    assertThat(translation.documents().keySet()).containsExactly("writ.yaml");
    assertThat(translation.refused().getFirst().reason()).contains("deeper");
  }

  @Test
  void filesThatCasbinCannotReadAreNamed() throws IOException {
    Path nonsense = Files.writeString(folder.resolve("x.conf"), "nonsense");

    assertThatThrownBy(() -> Format.casbin.translate("x", List.of(nonsense, policy(""))))
        .isInstanceOf(UnreadableSource.class)
        .hasMessageContaining("x.conf");
    assertThatThrownBy(() -> Format.casbin.translate("x", List.of(nonsense)))
        .isInstanceOf(UnreadableSource.class)
        .hasMessageContaining("two files");
  }
}
