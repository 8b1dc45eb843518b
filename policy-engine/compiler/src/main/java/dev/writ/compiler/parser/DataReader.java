package dev.writ.compiler.parser;

import dev.writ.compiler.diagnostic.Quote;
import dev.writ.compiler.document.Data;
import dev.writ.compiler.source.Located;
import dev.writ.compiler.yaml.YamlNode;
import dev.writ.compiler.yaml.YamlNode.Entry;
import dev.writ.compiler.yaml.YamlNode.Faulty;
import dev.writ.compiler.yaml.YamlNode.Mapping;
import dev.writ.compiler.yaml.YamlNode.Scalar;
import dev.writ.compiler.yaml.YamlNode.Sequence;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads YAML nodes as plain data. What is invalid is reported and becomes null in the data. */
final class DataReader {

  private static final long LARGEST_INTEGER = (1L << 53) - 1;

  private final Report report;

  DataReader(Report report) {
    this.report = report;
  }

  Data data(YamlNode node) {
    return switch (node) {
      case Scalar scalar -> scalar(scalar);
      case Sequence list ->
          new Data.Items(list.items().stream().map(this::data).toList(), list.location());
      case Mapping map -> fields(map);
      case Faulty faulty -> new Data.Null(faulty.location());
    };
  }

  /** The map that a node is; otherwise null, which is reported. */
  Data.@Nullable Fields fields(YamlNode node, String what) {
    if (node instanceof Mapping map) {
      return fields(map);
    }
    report.wrongType(node, what, "a map");
    return null;
  }

  Data.Fields fields(Mapping map) {
    return new Data.Fields(map.entries().stream().map(this::field).toList(), map.location());
  }

  /** A map's entries without some of its keys. */
  Data.Fields fieldsExcept(Mapping map, List<String> keys) {
    List<Data.Field> fields =
        map.entries().stream()
            .filter(entry -> !keys.contains(entry.key().text()))
            .map(this::field)
            .toList();
    return new Data.Fields(fields, map.location());
  }

  private Data.Field field(Entry entry) {
    Scalar key = entry.key();
    return new Data.Field(new Located<>(key.text(), key.location()), data(entry.value()));
  }

  private Data scalar(Scalar scalar) {
    String text = scalar.text();
    return switch (scalar.type()) {
      case TEXT -> new Data.Text(text, scalar.location());
      case NULL -> new Data.Null(scalar.location());
      case BOOLEAN ->
          new Data.Bool(text.toLowerCase(Locale.ROOT).equals("true"), scalar.location());
      case INTEGER -> number(scalar, integer(text));
      case FLOAT -> number(scalar, fraction(text));
    };
  }

  private Data number(Scalar scalar, double value) {
    if (Double.isFinite(value)) {
      return new Data.Number(value, scalar.location());
    }
    String message = "the number " + Quote.of(scalar.text()) + " is out of range";
    String help = "integers reach from -(2^53 - 1) to 2^53 - 1; larger ones are written as text";
    report.error("number-out-of-range", scalar.location(), message, help);
    return new Data.Null(scalar.location());
  }

  /** An integer in YAML's decimal, octal or hexadecimal form; not finite if it is out of range. */
  private static double integer(String text) {
    boolean negative = text.startsWith("-");
    String digits = text.replaceFirst("^[-+]", "");
    int radix = digits.startsWith("0x") ? 16 : digits.startsWith("0o") ? 8 : 10;
    String significant = digits.substring(radix == 10 ? 0 : 2).replaceFirst("^0+(?=.)", "");
    if (significant.length() > Long.toString(LARGEST_INTEGER, radix).length()) {
      return Double.POSITIVE_INFINITY;
    }
    long value = Long.parseLong(significant, radix);
    if (value > LARGEST_INTEGER) {
      return Double.POSITIVE_INFINITY;
    }
    return negative ? -value : value;
  }

  private static double fraction(String text) {
    boolean spelled = text.toLowerCase(Locale.ROOT).matches("[-+]?\\.(inf|nan)");
    return spelled ? Double.NaN : Double.parseDouble(text);
  }
}
