package dev.writ.compiler.cel;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;
import static dev.cel.common.CelOverloadDecl.newMemberOverload;
import static java.util.Map.entry;

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

  private static final Map<String, Function> FUNCTIONS =
      Map.ofEntries(
          entry("_&&_", Function.AND),
          entry("_||_", Function.OR),
          entry("!_", Function.NOT),
          entry("_?_:_", Function.CONDITIONAL),
          entry("_==_", Function.EQUALS),
          entry("_!=_", Function.NOT_EQUALS),
          entry("_<_", Function.LESS),
          entry("_<=_", Function.LESS_EQUALS),
          entry("_>_", Function.GREATER),
          entry("_>=_", Function.GREATER_EQUALS),
          entry("@in", Function.IN),
          entry("_+_", Function.ADD),
          entry("_-_", Function.SUBTRACT),
          entry("_*_", Function.MULTIPLY),
          entry("_/_", Function.DIVIDE),
          entry("_%_", Function.MODULO),
          entry("-_", Function.NEGATE),
          entry("_[_]", Function.INDEX),
          entry("_?._", Function.OPTIONAL_SELECT),
          entry("_[?_]", Function.OPTIONAL_INDEX),
          entry("size", Function.SIZE),
          entry("bool", Function.TO_BOOL),
          entry("int", Function.TO_INT),
          entry("uint", Function.TO_UINT),
          entry("double", Function.TO_DOUBLE),
          entry("string", Function.TO_STRING),
          entry("bytes", Function.TO_BYTES),
          entry("timestamp", Function.TO_TIMESTAMP),
          entry("duration", Function.TO_DURATION),
          entry("dyn", Function.TO_DYN),
          entry("type", Function.TYPE_OF),
          entry("contains", Function.CONTAINS),
          entry("startsWith", Function.STARTS_WITH),
          entry("endsWith", Function.ENDS_WITH),
          entry("charAt", Function.CHAR_AT),
          entry("indexOf", Function.INDEX_OF),
          entry("lastIndexOf", Function.LAST_INDEX_OF),
          entry("join", Function.JOIN),
          entry("lowerAscii", Function.LOWER_ASCII),
          entry("upperAscii", Function.UPPER_ASCII),
          entry("replace", Function.REPLACE),
          entry("split", Function.SPLIT),
          entry("substring", Function.SUBSTRING),
          entry("trim", Function.TRIM),
          entry("strings.quote", Function.QUOTE),
          entry("reverse", Function.REVERSE),
          entry("getFullYear", Function.GET_FULL_YEAR),
          entry("getMonth", Function.GET_MONTH),
          entry("getDate", Function.GET_DATE),
          entry("getDayOfMonth", Function.GET_DAY_OF_MONTH),
          entry("getDayOfWeek", Function.GET_DAY_OF_WEEK),
          entry("getDayOfYear", Function.GET_DAY_OF_YEAR),
          entry("getHours", Function.GET_HOURS),
          entry("getMinutes", Function.GET_MINUTES),
          entry("getSeconds", Function.GET_SECONDS),
          entry("getMilliseconds", Function.GET_MILLISECONDS),
          entry("distinct", Function.DISTINCT),
          entry("flatten", Function.FLATTEN),
          entry("slice", Function.SLICE),
          entry("sort", Function.SORT),
          entry("lists.range", Function.RANGE),
          entry("first", Function.FIRST),
          entry("last", Function.LAST),
          entry(SORT_BY, Function.SORT_BY_KEYS),
          entry("sets.contains", Function.SETS_CONTAINS),
          entry("sets.equivalent", Function.SETS_EQUIVALENT),
          entry("sets.intersects", Function.SETS_INTERSECTS),
          entry("math.@max", Function.MATH_GREATEST),
          entry("math.@min", Function.MATH_LEAST),
          entry("math.ceil", Function.MATH_CEIL),
          entry("math.floor", Function.MATH_FLOOR),
          entry("math.round", Function.MATH_ROUND),
          entry("math.trunc", Function.MATH_TRUNC),
          entry("math.abs", Function.MATH_ABS),
          entry("math.sign", Function.MATH_SIGN),
          entry("math.sqrt", Function.MATH_SQRT),
          entry("math.isNaN", Function.MATH_IS_NAN),
          entry("math.isInf", Function.MATH_IS_INF),
          entry("math.isFinite", Function.MATH_IS_FINITE),
          entry("math.bitAnd", Function.MATH_BIT_AND),
          entry("math.bitOr", Function.MATH_BIT_OR),
          entry("math.bitXor", Function.MATH_BIT_XOR),
          entry("math.bitNot", Function.MATH_BIT_NOT),
          entry("math.bitShiftLeft", Function.MATH_BIT_SHIFT_LEFT),
          entry("math.bitShiftRight", Function.MATH_BIT_SHIFT_RIGHT),
          entry("base64.encode", Function.BASE64_ENCODE),
          entry("base64.decode", Function.BASE64_DECODE),
          entry("optional.of", Function.OPTIONAL_OF),
          entry("optional.ofNonZeroValue", Function.OPTIONAL_OF_NON_ZERO),
          entry("optional.none", Function.OPTIONAL_NONE),
          entry("optional.unwrap", Function.OPTIONAL_UNWRAP),
          entry("unwrapOpt", Function.OPTIONAL_UNWRAP),
          entry("hasValue", Function.OPTIONAL_HAS_VALUE),
          entry("value", Function.OPTIONAL_VALUE),
          entry("or", Function.OPTIONAL_OR),
          entry("orValue", Function.OPTIONAL_OR_VALUE),
          entry("ip", Function.TO_IP),
          entry("cidr", Function.TO_CIDR),
          entry("isIP", Function.IS_IP),
          entry("isCIDR", Function.IS_CIDR),
          entry("ip.isCanonical", Function.IP_IS_CANONICAL),
          entry("family", Function.IP_FAMILY),
          entry("isLoopback", Function.IP_IS_LOOPBACK),
          entry("isUnspecified", Function.IP_IS_UNSPECIFIED),
          entry("isGlobalUnicast", Function.IP_IS_GLOBAL_UNICAST),
          entry("isLinkLocalUnicast", Function.IP_IS_LINK_LOCAL_UNICAST),
          entry("isLinkLocalMulticast", Function.IP_IS_LINK_LOCAL_MULTICAST),
          entry("containsIP", Function.CIDR_CONTAINS_IP),
          entry("containsCIDR", Function.CIDR_CONTAINS_CIDR),
          entry("masked", Function.CIDR_MASKED),
          entry("prefixLength", Function.CIDR_PREFIX_LENGTH),
          entry("spiffe", Function.SPIFFE));

  private static final Map<String, CelFunctionDecl> DECLARATIONS = declarations();

  private Vocabulary() {}

  /**
   * The engine's function for a checked call, or null if it has none.
   *
   * @param member whether the call has a receiver: {@code c.ip()} is another function than {@code
   *     ip(text)}
   */
  static @Nullable Function function(String name, boolean member) {
    return member && name.equals("ip") ? Function.CIDR_IP : FUNCTIONS.get(name);
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
        .filter(d -> FUNCTIONS.containsKey(d.name()) || d.name().equals(MATCHES) || isHidden(d));
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
            .filter(d -> FUNCTIONS.containsKey(d.name()) && !d.name().equals(SORT_BY)));
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
