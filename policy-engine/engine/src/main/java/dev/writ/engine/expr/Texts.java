package dev.writ.engine.expr;

import dev.writ.engine.expr.function.Errors;
import dev.writ.engine.expr.function.Functions;
import dev.writ.engine.expr.function.Maps;
import dev.writ.engine.expr.function.Search;
import dev.writ.engine.program.Function;
import dev.writ.engine.value.Bytes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions on texts that conditions use most, without boxes. */
final class Texts {
  private Texts() {}

  /** {@code contains}, {@code startsWith}, {@code endsWith}. */
  static final class Test extends Node.OfBoolean {
    private final Function function;
    private final Node text;
    private final Node part;

    Test(Function function, Node[] arguments) {
      this.function = function;
      text = arguments[0];
      part = arguments[1];
    }

    @Override
    int truth(Frame frame) {
      Object one = text.value(frame);
      Object other = part.value(frame);
      if (!(one instanceof String whole) || !(other instanceof String piece)) {
        @Nullable Object problem = Errors.of(one, other);
        return frame.none(
            problem != null ? problem : Calls.named(Errors.WRONG_TYPE, Functions.name(function)));
      }
      return holds(whole, piece, frame) ? TRUE : FALSE;
    }

    private boolean holds(String whole, String piece, Frame frame) {
      return switch (function) {
        case STARTS_WITH -> {
          frame.budget.takeText(piece.length());
          yield whole.startsWith(piece);
        }
        case ENDS_WITH -> {
          frame.budget.takeText(piece.length());
          yield whole.endsWith(piece);
        }
        default -> Search.contains(whole, piece, frame.budget);
      };
    }
  }

  /** {@code size}: code points, bytes, elements, entries. */
  static final class Size extends Node.OfInteger {
    private final Node operand;

    Size(Node operand) {
      this.operand = operand;
    }

    @Override
    long integer(Frame frame) {
      Object value = operand.value(frame);
      if (value instanceof String text) {
        frame.budget.takeText(text.length());
        return text.codePointCount(0, text.length());
      }
      if (value instanceof List<?> list) {
        return list.size();
      }
      if (value instanceof Map<?, ?> map) {
        return Maps.size(map, frame.budget);
      }
      if (value instanceof Bytes bytes) {
        return bytes.size();
      }
      return frame.zero(Errors.isProblem(value) ? value : Calls.named(Errors.WRONG_TYPE, "size"));
    }
  }
}
