package dev.writ.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number from the lowest to the highest there is of its kind. */
abstract sealed class WholeNumber implements ITypeConverter<Integer> {
  private final int lowest;
  private final int highest;

  private WholeNumber(int lowest, int highest) {
    this.lowest = lowest;
    this.highest = highest;
  }

  @Override
  public Integer convert(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= lowest && number <= highest) {
        return number;
      }
      throw wrong(text);
    } catch (NumberFormatException e) {
      throw wrong(text);
    }
  }

  private TypeConversionException wrong(String text) {
    return new TypeConversionException(
        "expected a number from " + lowest + " to " + highest + ", not `" + text + "`");
  }

  /** A TCP port; 0 lets the system choose one. */
  static final class Port extends WholeNumber {
    Port() {
      super(0, 65_535);
    }
  }

  /** A share of a hundred. */
  static final class Percent extends WholeNumber {
    Percent() {
      super(0, 100);
    }
  }

  /** How long to wait, at most an hour. */
  static final class Seconds extends WholeNumber {
    Seconds() {
      super(1, 3_600);
    }
  }
}
