package dev.writ.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a TCP port; 0 lets the system choose one. */
final class PortConverter implements ITypeConverter<Integer> {
  private static final int HIGHEST = 65_535;

  @Override
  public Integer convert(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= HIGHEST) {
        return port;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new TypeConversionException("expected a number from 0 to 65535, not `" + text + "`");
  }
}
