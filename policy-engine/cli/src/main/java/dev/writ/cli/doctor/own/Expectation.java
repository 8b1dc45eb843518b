package dev.writ.cli.doctor.own;

import com.fasterxml.jackson.databind.JsonNode;
import dev.writ.compiler.diagnostic.Quote;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What somebody expects of a value in the metadata. Absent values meet none but their absence. */
sealed interface Expectation {

  /** Whether a value, which may be missing, is as expected. */
  boolean isMetBy(JsonNode value);

  /** Such as {@code it has `S256`}. */
  String words();

  /** It is there, or is not. */
  record Present(boolean expected) implements Expectation {
    @Override
    public boolean isMetBy(JsonNode value) {
      return value.isMissingNode() != expected;
    }

    @Override
    public String words() {
      return expected ? "it is there" : "it is not there";
    }
  }

  /** Its text, number or truth value, written as text. */
  record Equal(String expected) implements Expectation {
    @Override
    public boolean isMetBy(JsonNode value) {
      return value.isValueNode() && value.asText().equals(expected);
    }

    @Override
    public String words() {
      return "it is " + Quote.of(expected);
    }
  }

  /** A list that has a text. */
  record Contains(String text) implements Expectation {
    @Override
    public boolean isMetBy(JsonNode value) {
      return value.isArray() && texts(value).contains(text);
    }

    @Override
    public String words() {
      return "it has " + Quote.of(text);
    }
  }

  /** A list that does not have a text. */
  record Lacks(String text) implements Expectation {
    @Override
    public boolean isMetBy(JsonNode value) {
      return value.isArray() && !texts(value).contains(text);
    }

    @Override
    public String words() {
      return "it lacks " + Quote.of(text);
    }
  }

  /** A list that has these texts and no others. */
  record Only(Set<String> allowed) implements Expectation {
    public Only {
      allowed = Set.copyOf(allowed);
    }

    @Override
    public boolean isMetBy(JsonNode value) {
      return value.isArray() && allowed.containsAll(texts(value));
    }

    @Override
    public String words() {
      String listed = allowed.stream().sorted().map(Quote::of).collect(Collectors.joining(", "));
      return "it has nothing but " + listed;
    }
  }

  /** A number of at least, or at most, another. */
  record Bound(BigDecimal limit, boolean least) implements Expectation {
    @Override
    public boolean isMetBy(JsonNode value) {
      int order = value.isNumber() ? value.decimalValue().compareTo(limit) : least ? -1 : 1;
      return least ? order >= 0 : order <= 0;
    }

    @Override
    public String words() {
      return "it is at " + (least ? "least " : "most ") + limit.toPlainString();
    }
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
