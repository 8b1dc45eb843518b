package dev.writ.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the sequence of a bundle, an unsigned number of 64 bits. */
final class SequenceConverter implements ITypeConverter<Long> {

  @Override
  public Long convert(String text) {
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("expected a whole number, not `" + text + "`");
    }
  }
}
