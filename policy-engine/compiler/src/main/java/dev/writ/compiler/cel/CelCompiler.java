package dev.writ.compiler.cel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.writ.compiler.diagnostic.Quote;
import dev.writ.compiler.diagnostic.Spelling;
import dev.writ.engine.program.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compiles CEL. Thread-safe. One instance is meant to live as long as the process: it keeps what it
 * compiled, so that a reload compiles only what changed.
 */
public final class CelCompiler {
  /** The longest text that is an expression, in code points. */
  static final int MAX_LENGTH = 10_000;

  private static final int KEPT_EXPRESSIONS = 50_000;
  private static final int KEPT_SECTIONS = 1_000;

  /** What a text's meaning depends on: that part of an environment which it mentions. */
  private record Key(
      String text, Section subject, Section resource, Section context, Map<String, Type> lets) {
    static Key of(String text, CelEnvironment environment) {
      var lets = new TreeMap<String, Type>();
      environment
          .lets()
          .forEach(
              (name, type) -> {
                if (text.contains(name)) {
                  lets.put(name, type);
                }
              });
      return new Key(
          text,
          mentioned(text, "subject", environment.subject()),
          mentioned(text, "resource", environment.resource()),
          mentioned(text, "context", environment.context()),
          lets);
    }

    private static Section mentioned(String text, String name, Section section) {
      return text.contains(name) ? section : Section.DYNAMIC;
    }
  }

  private record Shapes(Section subject, Section resource, Section context) {}

  private final Cache<Key, Template> templates =
      Caffeine.newBuilder().maximumSize(KEPT_EXPRESSIONS).build();
  private final Cache<Shapes, Sections> sections =
      Caffeine.newBuilder().maximumSize(KEPT_SECTIONS).build();

  /**
   * Compiles one expression; never throws because of its text, and always ends soon.
   *
   * @param expected the type it must have, or null for any; what is only seen at run time passes
   */
  public CelResult compile(String text, CelEnvironment environment, @Nullable Type expected) {
    var complaints = new Complaints(text);
    Template template = template(text, environment, complaints);
    if (template != null) {
      checkNames(template, environment, complaints);
      checkType(template.expression(), expected, complaints);
    }
    return template != null && complaints.none()
        ? new CelResult.Compiled(template.expression())
        : new CelResult.Refused(complaints.all());
  }

  private @Nullable Template template(
      String text, CelEnvironment environment, Complaints complaints) {
    Key key = Key.of(text, environment);
    Template known = templates.getIfPresent(key);
    if (known != null) {
      return known;
    }
    Sections shapes =
        sections.get(
            new Shapes(environment.subject(), environment.resource(), environment.context()),
            s -> new Sections(s.subject(), s.resource(), s.context()));
    Template made = new Checking(text, shapes, environment.lets(), complaints).template();
    if (made != null) {
      templates.put(key, made);
    }
    return made;
  }

  private static void checkNames(
      Template template, CelEnvironment environment, Complaints complaints) {
    for (NameUse window : template.windowUses()) {
      if (!environment.windows().contains(window.name())) {
        complaints.at(
            window.span(),
            "unknown-window",
            "there is no window " + Quote.of(window.name()),
            Spelling.help(window.name(), environment.windows()));
      }
    }
    if (environment.roles().checked()) {
      template.roleUses().forEach(use -> checkRole(use, environment.roles(), complaints));
    }
  }

  private static void checkRole(NameUse use, RoleNames roles, Complaints complaints) {
    if (roles.derived().contains(use.name())) {
      complaints.at(
          use.span(),
          "derived-role-test",
          Quote.of(use.name()) + " is a derived role, which `subject.roles` never holds",
          "use `roles: [" + use.name() + "]`");
    } else if (!roles.plain().contains(use.name())) {
      String near = nearest(use.name(), List.of(roles.plain(), roles.derived()));
      complaints.at(
          use.span(),
          "unknown-role",
          "no role " + Quote.of(use.name()) + " is declared",
          near == null ? "declare it, and use `roles:` to ask for it" : near);
    }
  }

  private static @Nullable String nearest(String name, List<Collection<String>> known) {
    return Spelling.help(name, known.stream().flatMap(Collection::stream).toList());
  }

  private static void checkType(
      CompiledExpression expression, @Nullable Type expected, Complaints complaints) {
    if (expected != null && !Types.fits(expression.type(), expected)) {
      complaints.everywhere(
          "type-mismatch",
          "this must be " + Types.name(expected) + ", but is " + Types.name(expression.type()),
          null);
    }
  }
}
