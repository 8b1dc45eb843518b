package dev.writ.cli.importing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.casbin.jcasbin.model.Assertion;
import org.casbin.jcasbin.model.Model;
import org.casbin.jcasbin.persist.file_adapter.FileAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Casbin's role-based models: {@code p, subject or role, object, action[, effect]} and {@code g,
 * user or role, role}. Casbin's own library reads the files. An object becomes a resource type.
 */
final class Casbin implements Source {
  private static final Set<String> SUBJECTS = Set.of("g(r_sub,p_sub)", "r_sub==p_sub");
  private static final Set<String> OBJECTS = Set.of("r_obj==p_obj");
  private static final Set<String> ACTIONS = Set.of("r_act==p_act");
  private static final Set<String> ACTIONS_OR_ALL =
      Set.of("(r_act==p_act||p_act==\"*\")", "(r_act==p_act||p_act=='*')");
  private static final String ALLOW_OVERRIDE = "some(where(p_eft==allow))";
  private static final String DENY_OVERRIDE =
      "some(where(p_eft==allow))&&!some(where(p_eft==deny))";

  @Override
  public boolean isSeparable() {
    return false;
  }

  @Override
  public Translation translate(List<Path> files) throws UnreadableSource {
    if (files.size() != 2) {
      throw new UnreadableSource("give two files: the model (`model.conf`) and the policy (CSV)");
    }
    Model model = read(files.get(0), files.get(1));
    try {
      return table(model).translation();
    } catch (Unmappable unmappable) {
      var refused = new Refused(files.get(0).toString(), unmappable.reason());
      return new Translation(new TreeMap<>(), List.of(refused));
    }
  }

  private static Model read(Path model, Path policy) throws UnreadableSource {
    Path reading = model;
    try {
      Model read = Model.newModelFromFile(model.toString());
      reading = policy;
      new FileAdapter(policy.toString()).loadPolicy(read);
      return read;
    } catch (RuntimeException | Error unreadable) {
      throw new UnreadableSource(
          "cannot read `%s` as Casbin would: %s".formatted(reading, unreadable.getMessage()));
    }
  }

  private static CasbinTable table(Model model) throws Unmappable {
    requireRequest(model);
    boolean everyAction = matchesEveryAction(definition(model, "m"));
    boolean denies = deniesOverride(definition(model, "e"));
    var columns = Columns.of(one(model, "p", "the policy definition"));
    List<CasbinTable.Row> rows = new ArrayList<>();
    for (List<String> row : one(model, "p", "the policy definition").policy) {
      rows.add(columns.row(row));
    }
    return new CasbinTable(rows, roles(model), everyAction, denies);
  }

  private static void requireRequest(Model model) throws Unmappable {
    Assertion request = one(model, "r", "the request definition");
    if (!Set.of(request.tokens).equals(Set.of("r_sub", "r_obj", "r_act"))) {
      throw new Unmappable(
          "requests are `%s`; only `sub, obj, act` means the same here".formatted(request.value));
    }
  }

  private static List<List<String>> roles(Model model) throws Unmappable {
    Map<String, Assertion> sections = model.model.get("g");
    if (sections == null) {
      return List.of();
    }
    Assertion roles = one(model, "g", "the role definition");
    if (!squeezed(roles.value).equals("_,_")) {
      throw new Unmappable(
          "roles are `%s`; roles in domains and with conditions do not map".formatted(roles.value));
    }
    return roles.policy;
  }

  private static boolean matchesEveryAction(String matcher) throws Unmappable {
    List<String> parts = List.of(squeezed(matcher).split("&&", -1));
    boolean all = parts.stream().anyMatch(ACTIONS_OR_ALL::contains);
    boolean clean =
        parts.size() == 3
            && parts.stream().anyMatch(SUBJECTS::contains)
            && parts.stream().anyMatch(OBJECTS::contains)
            && (all || parts.stream().anyMatch(ACTIONS::contains));
    if (!clean) {
      throw new Unmappable(
          ("the matcher `%s` does not map; one that does: `g(r.sub, p.sub) && r.obj == p.obj &&"
                  + " r.act == p.act`; write what else it says as a policy with `when`")
              .formatted(matcher));
    }
    return all;
  }

  private static boolean deniesOverride(String effect) throws Unmappable {
    return switch (squeezed(effect)) {
      case ALLOW_OVERRIDE -> false;
      case DENY_OVERRIDE -> true;
      default ->
          throw new Unmappable(
              "the effect `%s` does not map: here nothing is allowed without an allow, and every"
                      .formatted(effect)
                  + " deny wins");
    };
  }

  private static String definition(Model model, String section) throws Unmappable {
    return one(model, section, "the section `" + section + "`").value;
  }

  private static Assertion one(Model model, String section, String what) throws Unmappable {
    Map<String, Assertion> all = model.model.get(section);
    if (all == null || all.size() != 1) {
      throw new Unmappable(what + " must be there once; models with several do not map");
    }
    return all.values().iterator().next();
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", "");
  }

  /** Where the policy definition has what. */
  private record Columns(int subject, int object, int action, int effect) {

    static Columns of(Assertion definition) throws Unmappable {
      List<String> names = List.of(definition.tokens);
      var columns =
          new Columns(
              names.indexOf("p_sub"),
              names.indexOf("p_obj"),
              names.indexOf("p_act"),
              names.indexOf("p_eft"));
      int known = columns.effect < 0 ? 3 : 4;
      if (names.size() != known
          || columns.subject < 0
          || columns.object < 0
          || columns.action < 0) {
        throw new Unmappable(
            "policies are `%s`; only `sub, obj, act` and `eft` map".formatted(definition.value));
      }
      return columns;
    }

    CasbinTable.Row row(List<String> cells) throws Unmappable {
      String who = cell(cells, subject);
      String what = cell(cells, object);
      String does = cell(cells, action);
      String stated = effect < 0 ? null : cell(cells, effect);
      return new CasbinTable.Row(who, what, does, isDeny(stated, cells));
    }

    private static String cell(List<String> cells, int at) throws Unmappable {
      if (at >= cells.size()) {
        throw new Unmappable("the row `p, " + String.join(", ", cells) + "` lacks a column");
      }
      return cells.get(at);
    }

    private static boolean isDeny(@Nullable String effect, List<String> row) throws Unmappable {
      if (effect == null || effect.equals("allow")) {
        return false;
      }
      if (effect.equals("deny")) {
        return true;
      }
      throw new Unmappable(
          "the row `p, %s` has an effect that is neither `allow` nor `deny`"
              .formatted(String.join(", ", row)));
    }
  }
}
