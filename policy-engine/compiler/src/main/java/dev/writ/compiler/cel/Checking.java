package dev.writ.compiler.cel;

import dev.cel.checker.CelCheckerBuilder;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardIdentifier;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.CelVarDecl;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import dev.writ.engine.program.Root;
import dev.writ.engine.program.Type;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The way of one text from characters to a template, or to complaints. */
final class Checking {
  /** Far above what 10,000 characters need, unless macros multiply them. */
  private static final int MAX_NODES = 100_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(CelCompiler.MAX_LENGTH)
          .maxParseRecursionDepth(Translator.MAX_DEPTH)
          .maxParseExpressionNodeCount(MAX_NODES)
          .enableHeterogeneousNumericComparisons(true)
          .enableOptionalSyntax(true)
          .enableQuotedIdentifierSyntax(true)
          .build();

  static final CelParser PARSER =
      CelParserFactory.standardCelParserBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.values())
          .addLibraries(
              CelExtensions.optional(),
              CelExtensions.bindings(),
              CelExtensions.comprehensions(),
              CelExtensions.lists(),
              CelExtensions.math())
          .build();

  private static final CelStandardDeclarations TYPE_NAMES =
      CelStandardDeclarations.newBuilder()
          .filterFunctions((function, overload) -> false)
          .filterIdentifiers(type -> type != StandardIdentifier.DYN)
          .build();

  private final String text;
  private final Sections sections;
  private final Map<String, Type> lets;
  private final Complaints complaints;
  private final Tokens tokens;

  Checking(String text, Sections sections, Map<String, Type> lets, Complaints complaints) {
    this.text = text;
    this.sections = sections;
    this.lets = lets;
    this.complaints = complaints;
    this.tokens = new Tokens(text);
  }

  /** The template, or null after complaints. */
  @Nullable Template template() {
    CelAbstractSyntaxTree checked = checked();
    if (checked == null) {
      return null;
    }
    var translator = new Translator(checked, new Spans(text, tokens), complaints);
    Template template = translator.template(text);
    return complaints.none() ? template : null;
  }

  /**
   * The checked tree. Parser and checker recurse; where an expression within their limits is too
   * much for them all the same, they throw, and it is refused.
   */
  private @Nullable CelAbstractSyntaxTree checked() {
    try {
      CelAbstractSyntaxTree parsed = parsed();
      return parsed == null ? null : checked(Wrapping.keys(parsed));
    } catch (CelValidationException | RuntimeException | StackOverflowError tooMuch) {
      complaints.everywhere("too-deep", "the expression is nested too deeply", null);
      return null;
    }
  }

  private @Nullable CelAbstractSyntaxTree parsed() throws CelValidationException {
    CelValidationResult result = PARSER.parse(text);
    if (result.hasError()) {
      new SyntaxProblems(text, tokens, complaints).explain(result.getErrors(), result.getSource());
      return null;
    }
    return result.getAst();
  }

  private @Nullable CelAbstractSyntaxTree checked(CelAbstractSyntaxTree parsed)
      throws CelValidationException {
    CelValidationResult result = checker(parsed).build().check(parsed);
    List<CelIssue> errors = result.getErrors();
    List<CelIssue> numbers = errors.stream().filter(Wrapping::isAboutNumbers).toList();
    if (!numbers.isEmpty()) {
      return checked(Wrapping.numbers(parsed, numbers));
    }
    if (!errors.isEmpty()) {
      new TypeProblems(parsed, new Highlights(tokens), sections, lets.keySet(), complaints)
          .explain(errors);
      return null;
    }
    return result.getAst();
  }

  /** A checker that knows only the functions and lets that the tree mentions: cheap to make. */
  private CelCheckerBuilder checker(CelAbstractSyntaxTree parsed) {
    CelCheckerBuilder builder =
        CelCompilerFactory.standardCelCheckerBuilder()
            .setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(TYPE_NAMES)
            .setTypeProvider(sections)
            .addFunctionDeclarations(functions(parsed).toList());
    for (Root root : Root.values()) {
      builder.addVarDeclarations(
          CelVarDecl.newVarDeclaration(root.variable(), sections.variable(root)));
    }
    typeNames().forEach(builder::addVarDeclarations);
    lets.forEach(
        (name, type) -> {
          if (text.contains(name)) {
            builder.addVarDeclarations(CelVarDecl.newVarDeclaration(name, Types.celType(type)));
          }
        });
    return builder;
  }

  /** Names of types besides the standard ones. */
  private static Stream<CelVarDecl> typeNames() {
    return Stream.of(
        CelVarDecl.newVarDeclaration(
            "google.protobuf.Timestamp", TypeType.create(SimpleType.TIMESTAMP)),
        CelVarDecl.newVarDeclaration(
            "google.protobuf.Duration", TypeType.create(SimpleType.DURATION)),
        CelVarDecl.newVarDeclaration(
            "optional_type", TypeType.create(OptionalType.create(SimpleType.DYN))));
  }

  private static Stream<CelFunctionDecl> functions(CelAbstractSyntaxTree parsed) {
    return CelNavigableAst.fromAst(parsed)
        .getRoot()
        .allNodes()
        .filter(node -> node.getKind() == Kind.CALL)
        .map(CelNavigableExpr::expr)
        .flatMap(node -> names(node.call()))
        .distinct()
        .map(Vocabulary::declaration)
        .filter(Objects::nonNull);
  }

  /** What a call may mean: a member function, or one in a namespace. */
  private static Stream<String> names(CelExpr.CelCall call) {
    String member =
        call.function().startsWith(".") ? call.function().substring(1) : call.function();
    return call.target().isPresent() && call.target().get().getKind() == Kind.IDENT
        ? Stream.of(member, call.target().get().ident().name() + "." + member)
        : Stream.of(member);
  }
}
