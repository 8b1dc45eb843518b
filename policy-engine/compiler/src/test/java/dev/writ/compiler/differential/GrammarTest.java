package dev.writ.compiler.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.compiler.cel.CelCompiler;
import dev.writ.compiler.cel.CelResult;
import dev.writ.engine.program.Expr.FoldKind;
import dev.writ.engine.program.Function;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The random expressions leave out nothing that cel-java can be asked about. */
class GrammarTest {
  private static final int EXPRESSIONS = 20_000;
  private static final Pattern USE = Pattern.compile("Call\\[function=(\\w+)|Fold\\[kind=(\\w+)");

  /** What cel-java has not; they are tested against the JDK. */
  private static final Set<Function> OUR_OWN = EnumSet.range(Function.TO_IP, Function.SPIFFE);

  private final CelCompiler compiler = new CelCompiler();

  @Test
  void everyFunctionAndComprehensionIsWritten() {
    Set<String> missing = names();
    var grammar = new Grammar(new Random(1));
    for (int i = 0; i < EXPRESSIONS && !missing.isEmpty(); i++) {
      missing.removeAll(used(grammar.expression().text()));
    }
    assertThat(missing).isEmpty();
  }

  private static Set<String> names() {
    return Stream.<Enum<?>>concat(
            EnumSet.complementOf(EnumSet.copyOf(OUR_OWN)).stream(),
            Arrays.stream(FoldKind.values()))
        .map(Enum::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> used(String text) {
    Set<String> used = new HashSet<>();
    if (EnginePath.compile(compiler, text) instanceof CelResult.Compiled compiled) {
      Matcher use = USE.matcher(compiled.expression().root().toString());
      while (use.find()) {
        used.add(use.group(1) == null ? use.group(2) : use.group(1));
      }
    }
    return used;
  }
}
