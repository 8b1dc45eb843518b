package dev.writ.compiler.cel;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;
import static dev.cel.common.CelOverloadDecl.newMemberOverload;

import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.extensions.CelExtensions;
import dev.writ.engine.program.Function;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every function and operator an expression may call: declared for the checker and named for the
 * engine. What is not here does not exist.
 */
final class Vocabulary {
  /** Wrapped around the keys of map literals, so that a key's type is never a structure. */
  static final String KEY = "@key";

  /** Wrapped around a number that is compared with one of another type. */
  static final String NUMBER = "@number";

  static final String SORT_BY = "lists.@sortByAssociatedKeys";
  static final String MAP_INSERT = "cel.@mapInsert";
  static final String OPEN = "open";
  static final String MATCHES = "matches";

  private static final Set<String> MACROS =
      Set.of(
          "has",
          "all",
          "exists",
          "exists_one",
          "existsOne",
          "map",
          "filter",
          "transformList",
          "transformMap",
          "transformMapEntry",
          "optMap",
          "optFlatMap",
          "sortBy",
          "cel.bind",
          "math.greatest",
          "math.least");

  private static final Map<String, CelFunctionDecl> DECLARATIONS = declarations();
  private static final Set<String> CALLABLE = names();

  private Vocabulary() {}

  /**
   * The engine's function for a checked call, or null if it has none.
   *
   * @param member whether the call has a receiver: {@code c.ip()} is another function than {@code
   *     ip(text)}
   */
  static @Nullable Function function(String name, boolean member) {
    return member && name.equals("ip") ? Function.CIDR_IP : FunctionNames.of(name);
  }

  /** Whether a function only guides the checker and stands for its argument. */
  static boolean isWrapper(String name) {
    return name.equals(KEY) || name.equals(NUMBER);
  }

  /** The declaration of a function by its name in the syntax tree, or null. */
  static @Nullable CelFunctionDecl declaration(String name) {
    return DECLARATIONS.get(name);
  }

  /** Every name that an author can call, macros included, for suggestions. */
  static Set<String> callable() {
    return CALLABLE;
  }

  private static Set<String> names() {
    var names = new TreeSet<>(MACROS);
    DECLARATIONS.keySet().stream()
        .filter(name -> name.chars().allMatch(c -> c == '.' || Character.isLetterOrDigit(c)))
        .forEach(names::add);
    return names;
  }

  /** Whether this is a macro's name. */
  static boolean isMacro(String name) {
    return MACROS.contains(name);
  }

  private static Map<String, CelFunctionDecl> declarations() {
    var overloads = new LinkedHashMap<String, List<CelOverloadDecl>>();
    Stream.of(standard(), extensions(), network(), ours())
        .flatMap(s -> s)
        .forEach(
            d -> overloads.computeIfAbsent(d.name(), n -> new ArrayList<>()).addAll(d.overloads()));
    var declarations = new LinkedHashMap<String, CelFunctionDecl>();
    overloads.forEach((name, all) -> declarations.put(name, newFunctionDeclaration(name, all)));
    return Map.copyOf(declarations);
  }

  private static Stream<CelFunctionDecl> standard() {
    return Stream.of(StandardFunction.values())
        .map(StandardFunction::functionDecl)
        .filter(d -> FunctionNames.isKnown(d.name()) || d.name().equals(MATCHES) || isHidden(d));
  }

  private static boolean isHidden(CelFunctionDecl declaration) {
    return declaration.name().equals("@not_strictly_false");
  }

  private static Stream<CelFunctionDecl> extensions() {
    var mapInsert =
        Stream.of(dev.cel.extensions.CelComprehensionsExtensions.Function.values())
            .map(dev.cel.extensions.CelComprehensionsExtensions.Function::functionDecl);
    return Stream.concat(
        mapInsert,
        Stream.of(
                CelExtensions.optional().functions(),
                CelExtensions.strings().functions(),
                CelExtensions.lists().functions(),
                CelExtensions.sets(CelOptions.DEFAULT).functions(),
                CelExtensions.math().functions(),
                CelExtensions.encoders(CelOptions.DEFAULT).functions())
            .flatMap(Set::stream)
            .filter(d -> FunctionNames.isKnown(d.name()) && !d.name().equals(SORT_BY)));
  }

  /**
   * The checker's own declaration gives the type of the pairs that are sorted; this, of the
   * elements.
   */
  private static CelFunctionDecl sortBy() {
    CelType element = TypeParamType.create("T");
    CelType pairs = ListType.create(ListType.create(element));
    return newFunctionDeclaration(
        SORT_BY, newGlobalOverload("sort_by_keys", ListType.create(element), pairs));
  }

  private static Stream<CelFunctionDecl> network() {
    CelType text = SimpleType.STRING;
    CelType bool = SimpleType.BOOL;
    return Stream.of(
        newFunctionDeclaration(
            "ip",
            newGlobalOverload("string_to_ip", Types.IP, text),
            newMemberOverload("cidr_ip", Types.IP, Types.CIDR)),
        global("cidr", Types.CIDR, text),
        global("isIP", bool, text),
        global("isCIDR", bool, text),
        global("ip.isCanonical", bool, text),
        member("family", SimpleType.INT, Types.IP),
        member("isLoopback", bool, Types.IP),
        member("isUnspecified", bool, Types.IP),
        member("isGlobalUnicast", bool, Types.IP),
        member("isLinkLocalUnicast", bool, Types.IP),
        member("isLinkLocalMulticast", bool, Types.IP),
        newFunctionDeclaration(
            "containsIP",
            newMemberOverload("cidr_contains_ip", bool, Types.CIDR, Types.IP),
            newMemberOverload("cidr_contains_ip_text", bool, Types.CIDR, text)),
        newFunctionDeclaration(
            "containsCIDR",
            newMemberOverload("cidr_contains_cidr", bool, Types.CIDR, Types.CIDR),
            newMemberOverload("cidr_contains_cidr_text", bool, Types.CIDR, text)),
        member("masked", Types.CIDR, Types.CIDR),
        member("prefixLength", SimpleType.INT, Types.CIDR),
        newFunctionDeclaration(
            "string",
            newGlobalOverload("ip_to_string", text, Types.IP),
            newGlobalOverload("cidr_to_string", text, Types.CIDR)));
  }

  private static Stream<CelFunctionDecl> ours() {
    CelType text = SimpleType.STRING;
    return Stream.of(
        sortBy(),
        global(OPEN, SimpleType.BOOL, text),
        global("spiffe", MapType.create(text, text), text),
        newFunctionDeclaration(
            NUMBER,
            Stream.of(SimpleType.INT, SimpleType.UINT, SimpleType.DOUBLE)
                .map(type -> newGlobalOverload("number_" + type.name(), SimpleType.DYN, type))
                .toList()),
        newFunctionDeclaration(
            KEY,
            Stream.of(SimpleType.BOOL, SimpleType.INT, SimpleType.UINT, text)
                .map(type -> newGlobalOverload("key_" + type.name(), type, type))
                .toList()));
  }

  private static CelFunctionDecl global(String name, CelType result, CelType argument) {
    return newFunctionDeclaration(name, newGlobalOverload(name + "_call", result, argument));
  }

  private static CelFunctionDecl member(String name, CelType result, CelType receiver) {
    return newFunctionDeclaration(name, newMemberOverload(name + "_call", result, receiver));
  }
}
