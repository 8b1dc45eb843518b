package dev.writ.log.mask;

import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Rule;
import dev.writ.engine.program.Shape;
import dev.writ.log.record.Mask;
import dev.writ.log.record.Masks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is not written in clear of the decisions of one policy set: worked out once, when the set is
 * loaded. Immutable to its users, thread-safe.
 */
public final class MaskPlan implements Masks {
  private final Map<String, Mask> subjects;
  private final Map<String, Mask> resources;
  private final Mask otherSubjects;
  private final Mask otherResources;
  private final Mask action;
  private final Mask context;
  private final Mask claims;
  private final boolean subjectId;
  private final boolean resourceId;
  private final Set<String> outputs;

  private MaskPlan(Program program, MaskRules rules) {
    var schema = program.schema();
    otherSubjects =
        new PartMask(rules, "subject", Shapes.withRolesAndGroups(new Shape(List.of())), true);
    otherResources = new PartMask(rules, "resource", null, false);
    subjects = byType(rules, "subject", schema.subjects(), true);
    resources = byType(rules, "resource", schema.resources(), false);
    action = new PartMask(rules, "action", null, false);
    context = new PartMask(rules, "context", schema.context(), false);
    claims = new PartMask(rules, "token", null, true);
    subjectId = rules.conceals("subject.id", "id") && !rules.clear("subject.id", "id");
    resourceId = rules.conceals("resource.id", "id") && !rules.clear("resource.id", "id");
    outputs =
        program.rules().stream()
            .filter(rule -> showsValues(rule, program))
            .map(Rule::id)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The plan for a policy set. */
  public static MaskPlan of(Program program, MaskSettings settings) {
    return new MaskPlan(program, new MaskRules(settings));
  }

  private static Map<String, Mask> byType(
      MaskRules rules, String path, @Nullable Map<String, Shape> shapes, boolean unknownTexts) {
    Map<String, Mask> masks = new HashMap<>();
    if (shapes != null) {
      shapes.forEach(
          (type, shape) -> {
            Shape whole = path.equals("subject") ? Shapes.withRolesAndGroups(shape) : shape;
            masks.put(type, new PartMask(rules, path, whole, unknownTexts));
          });
    }
    return masks;
  }

  /** An output that is computed may repeat what is concealed; one that is constant cannot. */
  private static boolean showsValues(Rule rule, Program program) {
    return rule.output() != null && !isConstant(rule.output().root(), program);
  }

  private static boolean isConstant(Expr expression, Program program) {
    return switch (expression) {
      case Expr.Literal literal -> true;
      case Expr.LetReference let ->
          isConstant(program.lets().get(let.let()).expression().root(), program);
      case Expr.ListOf list ->
          list.elements().stream().allMatch(element -> isConstant(element, program));
      case Expr.MapOf map ->
          map.entries().stream()
              .allMatch(e -> isConstant(e.key(), program) && isConstant(e.value(), program));
      default -> false;
    };
  }

  @Override
  public Mask subject(String type) {
    Mask mask = subjects.get(type);
    return mask == null ? otherSubjects : mask;
  }

  @Override
  public Mask resource(String type) {
    Mask mask = resources.get(type);
    return mask == null ? otherResources : mask;
  }

  @Override
  public Mask action() {
    return action;
  }

  @Override
  public Mask context() {
    return context;
  }

  @Override
  public Mask claims() {
    return claims;
  }

  @Override
  public boolean concealsSubjectId() {
    return subjectId;
  }

  @Override
  public boolean concealsResourceId() {
    return resourceId;
  }

  @Override
  public boolean concealsOutput(String rule) {
    return outputs.contains(rule);
  }
}
