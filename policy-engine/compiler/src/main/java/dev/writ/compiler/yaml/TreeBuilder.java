package dev.writ.compiler.yaml;

import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.diagnostic.Quote;
import dev.writ.compiler.source.Location;
import dev.writ.compiler.source.SourceFile;
import dev.writ.compiler.yaml.YamlNode.Entry;
import dev.writ.compiler.yaml.YamlNode.Faulty;
import dev.writ.compiler.yaml.YamlNode.Mapping;
import dev.writ.compiler.yaml.YamlNode.Scalar;
import dev.writ.compiler.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/**
 * Builds the tree of a document from the YAML parser's events. Events are taken one by one, so that
 * reading stops at the first level that is too deep.
 */
final class TreeBuilder {

  private static final int LONGEST_QUOTE = 200;

  private final SourceFile file;
  private final Iterator<Event> events;
  private final int maxNesting;
  private final Problems problems;
  private final Offsets offsets;
  private final SyntaxAdvice advice;

  TreeBuilder(SourceFile file, Iterator<Event> events, int maxNesting, Problems problems) {
    this.file = file;
    this.events = events;
    this.maxNesting = maxNesting;
    this.problems = problems;
    this.offsets = new Offsets(file);
    this.advice = new SyntaxAdvice(file);
  }

  /** The root of the file's only document; null if there is none. */
  @Nullable YamlNode document() {
    YamlNode root = null;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof DocumentStartEvent start) {
        if (root != null) {
          String message = "a file holds one document, and a second one starts here";
          error("second-document", offsets.of(event), message, "move it to a file of its own");
          return root;
        }
        checkDirectives(start);
        root = node(events.next(), 1);
      }
    }
    return root;
  }

  private void checkDirectives(DocumentStartEvent start) {
    if (start.getSpecVersion().isPresent() || !start.getTags().isEmpty()) {
      Location location = Location.ofFile(file.path());
      String message = "YAML directives are not part of the policy language";
      error("yaml-directive", location, message, "remove the lines that begin with `%`");
    }
  }

  private YamlNode node(Event event, int depth) {
    if (event instanceof CollectionStartEvent && depth > maxNesting) {
      throw new NestingException(offsets.of(event));
    }
    YamlNode node =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar);
          case SequenceStartEvent start -> sequence(start, depth);
          case MappingStartEvent start -> mapping(start, depth);
          default -> new Faulty(offsets.of(event));
        };
    return isForbidden(event) ? new Faulty(node.location()) : node;
  }

  private Scalar scalar(ScalarEvent event) {
    ScalarStyle style =
        switch (event.getScalarStyle()) {
          case PLAIN -> ScalarStyle.PLAIN;
          case SINGLE_QUOTED -> ScalarStyle.SINGLE_QUOTED;
          case LITERAL -> ScalarStyle.LITERAL;
          case FOLDED -> ScalarStyle.FOLDED;
          default -> ScalarStyle.DOUBLE_QUOTED;
        };
    String text = event.getValue();
    return new Scalar(offsets.of(event), text, style, ScalarType.of(text, style));
  }

  private Sequence sequence(SequenceStartEvent start, int depth) {
    List<YamlNode> items = new ArrayList<>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.SequenceEnd) {
      items.add(node(event, depth + 1));
      event = events.next();
    }
    return new Sequence(collection(start, event), items);
  }

  private Mapping mapping(MappingStartEvent start, int depth) {
    Map<String, Location> seen = new HashMap<>();
    List<Entry> entries = new ArrayList<>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.MappingEnd) {
      YamlNode key = node(event, depth + 1);
      YamlNode value = node(events.next(), depth + 1);
      if (isValidKey(key) && isNew((Scalar) key, seen)) {
        entries.add(new Entry((Scalar) key, value));
      }
      event = events.next();
    }
    boolean lines = !start.isFlow() && !entries.isEmpty();
    Location location = lines ? entries.getFirst().key().location() : collection(start, event);
    return new Mapping(location, entries, start.isFlow());
  }

  /** The whole of a collection in brackets; of one in lines, only its start has a clear place. */
  private Location collection(CollectionStartEvent start, Event end) {
    Location from = offsets.of(start);
    if (!start.isFlow()) {
      return file.span(from.offset(), from.offset() + 1);
    }
    Location to = offsets.of(end);
    return file.span(from.offset(), to.offset() + to.length());
  }

  private boolean isValidKey(YamlNode key) {
    if (key instanceof Faulty) {
      return false;
    }
    if (!(key instanceof Scalar scalar)) {
      error("non-text-key", key.location(), "a key must be text, not " + key.description(), null);
      return false;
    }
    if (scalar.text().equals("<<") && scalar.style() == ScalarStyle.PLAIN) {
      String message = "merge keys are not part of the policy language";
      error("yaml-merge-key", key.location(), message, "write the keys out");
      return false;
    }
    if (scalar.type() == ScalarType.TEXT) {
      return true;
    }
    String help = scalar.isAbsent() ? null : "write `\"" + scalar.text() + "\"`";
    String written = scalar.isAbsent() ? "" : Quote.of(scalar.text()) + " is ";
    String message = "a key must be text, and " + written + scalar.description();
    error("non-text-key", key.location(), message, help);
    return false;
  }

  private boolean isNew(Scalar key, Map<String, Location> seen) {
    Location first = seen.putIfAbsent(key.text(), key.location());
    if (first != null) {
      String message = "the key " + Quote.of(key.text()) + " is already on line " + first.line();
      error("duplicate-key", key.location(), message, null);
    }
    return first == null;
  }

  private boolean isForbidden(Event event) {
    if (event instanceof AliasEvent) {
      forbid("yaml-alias", event, "alias, and aliases are");
      return true;
    }
    boolean anchored = event instanceof NodeEvent node && node.getAnchor().isPresent();
    boolean tagged = tag(event).isPresent();
    if (anchored) {
      forbid("yaml-anchor", event, "anchor, and anchors are");
    } else if (tagged) {
      forbid("yaml-tag", event, "tag, and tags are");
    }
    return anchored || tagged;
  }

  private static Optional<String> tag(Event event) {
    return switch (event) {
      case ScalarEvent scalar -> scalar.getTag();
      case CollectionStartEvent start -> start.getTag();
      default -> Optional.empty();
    };
  }

  private void forbid(String code, Event event, String kind) {
    Location location = offsets.of(event);
    int end = Math.min(location.offset() + LONGEST_QUOTE, file.text().length());
    String written = file.text().substring(location.offset(), end);
    String indicator = written.split("[\\s,\\]}]", 2)[0];
    String message =
        Quote.of(indicator) + " is a YAML " + kind + " not part of the policy language";
    error(code, location, message, advice.quotesForIndicator(location, indicator));
  }

  private void error(String code, Location location, String message, @Nullable String help) {
    problems.add(Problem.error(code, location, message).withHelp(help));
  }
}
