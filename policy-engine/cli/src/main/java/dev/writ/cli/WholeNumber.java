package dev.writ.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number from 0 to the highest there is of its kind. */
abstract sealed class WholeNumber implements ITypeConverter<Integer> {
  private final int highest;

  private WholeNumber(int highest) {
    this.highest = highest;
  }

  @Override
  public Integer convert(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number <= highest) {
        return number;
      }
      throw wrong(text);
    } catch (NumberFormatException e) {
      throw wrong(text);
    }
  }

  private TypeConversionException wrong(String text) {
    return new TypeConversionException(
        "expected a number from 0 to " + highest + ", not `" + text + "`");
  }

  /** A TCP port; 0 lets the system choose one. */
  static final class Port extends WholeNumber {
    Port() {
      super(65_535);
    }
  }

  /** A share of a hundred. */
  static final class Percent extends WholeNumber {
    Percent() {
      super(100);
    }
  }
}
