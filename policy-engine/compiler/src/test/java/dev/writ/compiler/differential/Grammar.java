package dev.writ.compiler.differential;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Writes random expressions by {@code grammar.txt}, almost all of which pass the type checker. */
final class Grammar {
  private static final List<Template> TEMPLATES = templates();
  private static final List<String> SIMPLE =
      List.of(
          "bool",
          "int",
          "int",
          "uint",
          "double",
          "string",
          "string",
          "bytes",
          "timestamp",
          "duration",
          "null",
          "type",
          "dyn",
          "list(int)",
          "list(string)",
          "list(double)",
          "map(string)",
          "map(int)",
          "list(map(int))");
  private static final List<String> WHOLE = List.of("bool", "bool", "bool", "T");

  private record Variable(String name, String type) {}

  private final Random random;
  private final List<Variable> scope = new ArrayList<>();
  private final Map<String, List<Template>> candidates = new HashMap<>();
  private int names;

  Grammar(Random random) {
    this.random = random;
  }

  private static List<Template> templates() {
    try (InputStream in = Grammar.class.getResourceAsStream("/differential/grammar.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .flatMap(line -> Template.parse(line).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A whole expression: most often a condition. */
  Term expression() {
    names = 0;
    String type = any(WHOLE);
    return term(type.equals("T") ? any(SIMPLE) : type, 1 + random.nextInt(5));
  }

  private Term term(String type, int depth) {
    if (depth <= 0 || isPlain(type) || random.nextInt(8) == 0) {
      return leaf(type, depth);
    }
    List<Template> possible = candidates.computeIfAbsent(type, Grammar::candidates);
    return possible.isEmpty() ? leaf(type, depth) : fill(any(possible), type, depth - 1);
  }

  private static boolean isPlain(String type) {
    return List.of("index", "key", "pattern", "zone", "null").contains(type);
  }

  private static List<Template> candidates(String type) {
    return TEMPLATES.stream().filter(t -> t.match(type) != null).toList();
  }

  private Term fill(Template template, String type, int depth) {
    Map<String, String> bound = new HashMap<>(Objects.requireNonNull(template.match(type)));
    bound.computeIfAbsent("T", name -> any(SIMPLE));
    bound.computeIfAbsent("U", name -> any(SIMPLE));
    int outer = scope.size();
    Map<String, String> renamed = new HashMap<>();
    var parts = new ArrayList<>();
    for (Template.Part part : template.parts()) {
      parts.add(part(part, bound, renamed, outer, depth));
    }
    scope.subList(outer, scope.size()).clear();
    return new Term(type, parts);
  }

  private Object part(
      Template.Part part,
      Map<String, String> bound,
      Map<String, String> renamed,
      int outer,
      int depth) {
    return switch (part) {
      case Template.Text text -> text.text();
      case Template.Used used -> Objects.requireNonNull(renamed.get(used.name()));
      case Template.Declared declared -> {
        String name = declared.name() + names++;
        renamed.put(declared.name(), name);
        scope.add(new Variable(name, Template.bind(declared.type(), bound)));
        yield name;
      }
      case Template.Place place when place.type().startsWith(".") ->
          RandomRequest.property(Template.bind(place.type().substring(1), bound), random);
      case Template.Place place when place.outer() -> without(place, bound, outer, depth);
      case Template.Place place -> term(Template.bind(place.type(), bound), depth);
    };
  }

  private Term without(Template.Place place, Map<String, String> bound, int outer, int depth) {
    var hidden = new ArrayList<>(scope.subList(outer, scope.size()));
    scope.subList(outer, scope.size()).clear();
    Term term = term(Template.bind(place.type(), bound), depth);
    scope.addAll(hidden);
    return term;
  }

  private Term leaf(String type, int depth) {
    List<Variable> usable = scope.stream().filter(v -> v.type().equals(type)).toList();
    if (!usable.isEmpty() && random.nextInt(4) != 0) {
      return Term.leaf(type, any(usable).name());
    }
    if (Literals.has(type)) {
      return Term.leaf(type, Literals.random(type, random));
    }
    return structure(type, depth);
  }

  private Term structure(String type, int depth) {
    if (type.equals("dyn")) {
      String property = RandomRequest.property(any(SIMPLE), random);
      return Term.leaf(type, any(List.of("resource.", "subject.", "context.")) + property);
    }
    String inner = type.substring(type.indexOf('(') + 1, type.length() - 1);
    if (type.startsWith("list(")) {
      return listed("[", inner, random.nextInt(4), "]", type, depth);
    }
    if (type.startsWith("optional(")) {
      return listed("optional.of(", inner, 1, ")", type, depth);
    }
    return map(type, inner, depth);
  }

  private Term listed(String open, String inner, int size, String close, String type, int depth) {
    var parts = new ArrayList<Object>();
    parts.add(open);
    for (int i = 0; i < size; i++) {
      parts.add(i == 0 ? "" : ", ");
      parts.add(term(inner, depth - 2));
    }
    parts.add(close);
    return new Term(type, parts);
  }

  /** A literal with its keys in order, in which the engine visits them. */
  private Term map(String type, String inner, int depth) {
    boolean numbered = type.startsWith("numbered(");
    List<String> keys =
        numbered ? List.of("-1", "0", "1", "2") : List.of("'a'", "'b'", "'c'", "'é'");
    var parts = new ArrayList<Object>(List.of("{"));
    for (String key : keys) {
      if (random.nextBoolean()) {
        parts.add((parts.size() > 1 ? ", " : "") + key + ": ");
        parts.add(term(inner, depth - 2));
      }
    }
    parts.add("}");
    return new Term(type, parts);
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
