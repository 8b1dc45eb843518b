package com.google.re2j;

import java.util.Arrays;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * RE2/J's compiled form of a pattern, as plain data. It stands in RE2/J's package because parser
 * and compiler are visible only there, and the alternative would be a second parser of the same
 * syntax that could disagree with it.
 */
@NullMarked
public final class RegexProgram {

  /** What an instruction does. */
  public enum Kind {
    /** Continues at {@code next} and at {@code other}. */
    FORK,
    /** Continues at {@code next}. */
    PASS,
    /** Continues at {@code next} where all {@code conditions} hold. */
    ASSERT,
    /** Reads a code point within {@code ranges} and continues at {@code next}. */
    READ,
    MATCH,
    FAIL
  }

  /** Conditions of ASSERT: bits. */
  public static final int BEGIN_LINE = Utils.EMPTY_BEGIN_LINE;

  public static final int END_LINE = Utils.EMPTY_END_LINE;
  public static final int BEGIN_TEXT = Utils.EMPTY_BEGIN_TEXT;
  public static final int END_TEXT = Utils.EMPTY_END_TEXT;
  public static final int WORD_BOUNDARY = Utils.EMPTY_WORD_BOUNDARY;
  public static final int NO_WORD_BOUNDARY = Utils.EMPTY_NO_WORD_BOUNDARY;

  private static final int[] ANY = {0, Character.MAX_CODE_POINT};
  private static final int[] ANY_BUT_NEWLINE = {0, '\n' - 1, '\n' + 1, Character.MAX_CODE_POINT};
  private static final int MAX_ORBIT = 8;

  /** RE2/J's simplifier and compiler recurse by the nesting of groups. */
  private static final int MAX_DEPTH = 100;

  private final Prog program;

  private RegexProgram(Prog program) {
    this.program = program;
  }

  /**
   * Parses and compiles a pattern.
   *
   * @param maxSize how many instructions it may need, before which it is not built
   * @return the program, or null if it would be larger
   * @throws PatternSyntaxException if it is not a pattern
   */
  public static @Nullable RegexProgram compile(String pattern, int maxSize) {
    Regexp tree = Parser.parse(pattern, RE2.PERL);
    if (size(tree, maxSize, 0) > maxSize) {
      return null;
    }
    return new RegexProgram(Compiler.compileRegexp(Simplify.simplify(tree)));
  }

  /** The number of instructions, at most; beyond {@code max} any larger number. */
  private static long size(Regexp tree, int max, int depth) {
    if (depth > MAX_DEPTH) {
      return max + 1L;
    }
    long size = tree.op == Regexp.Op.LITERAL ? tree.runes.length : 1;
    for (Regexp sub : tree.subs == null ? Regexp.EMPTY_SUBS : tree.subs) {
      size += size(sub, max, depth + 1) + 1;
      if (size > max) {
        return size;
      }
    }
    return tree.op == Regexp.Op.REPEAT ? size * Math.max(1, Math.max(tree.min, tree.max)) : size;
  }

  /** How many instructions there are. */
  public int size() {
    return program.numInst();
  }

  /** The first instruction. */
  public int start() {
    return program.start;
  }

  public Kind kind(int instruction) {
    return switch (program.getInst(instruction).op) {
      case Inst.ALT, Inst.ALT_MATCH -> Kind.FORK;
      case Inst.CAPTURE, Inst.NOP -> Kind.PASS;
      case Inst.EMPTY_WIDTH -> Kind.ASSERT;
      case Inst.MATCH -> Kind.MATCH;
      case Inst.FAIL -> Kind.FAIL;
      default -> Kind.READ;
    };
  }

  public int next(int instruction) {
    return program.getInst(instruction).out;
  }

  /** The second continuation of a FORK. */
  public int other(int instruction) {
    return program.getInst(instruction).arg;
  }

  /** The conditions of an ASSERT. */
  public int conditions(int instruction) {
    return program.getInst(instruction).arg;
  }

  /** What a READ takes: pairs of first and last code point. */
  public int[] ranges(int instruction) {
    Inst inst = program.getInst(instruction);
    return switch (inst.op) {
      case Inst.RUNE_ANY -> ANY;
      case Inst.RUNE_ANY_NOT_NL -> ANY_BUT_NEWLINE;
      default -> inst.runes.length == 1 ? single(inst) : inst.runes;
    };
  }

  private static int[] single(Inst inst) {
    int rune = inst.runes[0];
    if ((inst.arg & RE2.FOLD_CASE) == 0) {
      return new int[] {rune, rune};
    }
    int[] orbit = new int[2 * MAX_ORBIT];
    int count = 0;
    int folded = rune;
    do {
      orbit[count++] = folded;
      orbit[count++] = folded;
      folded = Unicode.simpleFold(folded);
    } while (folded != rune && count < orbit.length);
    return Arrays.copyOf(orbit, count);
  }
}
