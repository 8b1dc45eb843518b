package dev.writ.engine.codec;

import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Expression;
import dev.writ.engine.program.Function;
import dev.writ.engine.program.InvalidProgram;
import dev.writ.engine.program.Let;
import dev.writ.engine.program.Root;
import dev.writ.engine.program.Span;
import dev.writ.engine.program.Type;
import java.util.List;

/** Expressions: a tag for the form, the span, then its parts. */
final class Expressions {
  private static final Function[] FUNCTIONS = Function.values();
  private static final Root[] ROOTS = Root.values();
  private static final Expr.FoldKind[] FOLDS = Expr.FoldKind.values();

  /** The forms; the order is part of the format. */
  private enum Form {
    LITERAL,
    VARIABLE,
    LET,
    LOCAL,
    SELECT,
    HAS,
    CALL,
    LIST,
    MAP,
    FOLD,
    BIND,
    MATCHES,
    OPEN
  }

  private static final Form[] FORMS = Form.values();

  private Expressions() {}

  static void writeLet(Output out, Let let) {
    out.text(let.name());
    writeExpression(out, let.expression());
  }

  static Let readLet(Input in) {
    return new Let(in.text(), readExpression(in));
  }

  static void writeExpression(Output out, Expression expression) {
    out.text(expression.text());
    out.text(expression.file());
    out.number(expression.line());
    out.number(expression.locals());
    write(out, expression.root());
  }

  static Expression readExpression(Input in) {
    String text = in.text();
    String file = in.text();
    int line = in.size();
    int locals = in.oneOf(Expression.MAX_LOCALS + 1);
    return new Expression(text, file, line, read(in), locals);
  }

  private static void write(Output out, Expr expr) {
    switch (expr) {
      case Expr.Literal e -> {
        form(out, Form.LITERAL, e);
        Values.write(out, e.value());
        Types.write(out, e.type());
      }
      case Expr.Variable e -> {
        form(out, Form.VARIABLE, e);
        out.number(e.root().ordinal());
        Types.write(out, e.type());
      }
      case Expr.LetReference e -> {
        form(out, Form.LET, e);
        out.number(e.let());
        Types.write(out, e.type());
      }
      case Expr.Local e -> {
        form(out, Form.LOCAL, e);
        out.number(e.slot());
        Types.write(out, e.type());
      }
      case Expr.Select e -> {
        form(out, Form.SELECT, e);
        write(out, e.operand());
        out.text(e.field());
        Types.write(out, e.type());
      }
      case Expr.Has e -> {
        form(out, Form.HAS, e);
        write(out, e.operand());
        out.text(e.field());
      }
      case Expr.Call e -> {
        form(out, Form.CALL, e);
        out.number(e.function().ordinal());
        out.list(e.arguments(), Expressions::write);
        Types.write(out, e.type());
      }
      case Expr.ListOf e -> {
        form(out, Form.LIST, e);
        out.list(e.elements(), Expressions::write);
        out.list(e.optional(), (o, n) -> o.number(n));
        Types.write(out, e.type());
      }
      case Expr.MapOf e -> {
        form(out, Form.MAP, e);
        out.list(e.entries(), Expressions::writeEntry);
        Types.write(out, e.type());
      }
      case Expr.Fold e -> {
        form(out, Form.FOLD, e);
        out.number(e.kind().ordinal());
        write(out, e.range());
        out.number(e.first());
        out.signed(e.second());
        out.optional(e.filter(), Expressions::write);
        out.optional(e.transform(), Expressions::write);
        Types.write(out, e.type());
      }
      case Expr.Bind e -> {
        form(out, Form.BIND, e);
        out.number(e.slot());
        write(out, e.value());
        write(out, e.body());
        Types.write(out, e.type());
      }
      case Expr.Matches e -> {
        form(out, Form.MATCHES, e);
        write(out, e.operand());
        out.number(e.pattern());
      }
      case Expr.Open e -> {
        form(out, Form.OPEN, e);
        out.number(e.window());
      }
    }
  }

  private static void form(Output out, Form form, Expr expr) {
    out.number(form.ordinal());
    out.number(Span.start(expr.span()));
    out.number(Span.end(expr.span()));
  }

  private static void writeEntry(Output out, Expr.Entry entry) {
    write(out, entry.key());
    write(out, entry.value());
    out.flag(entry.optional());
  }

  private static Expr read(Input in) {
    return in.nested(Expressions::readForm);
  }

  private static Expr readForm(Input in) {
    Form form = in.constant(FORMS);
    int span = readSpan(in);
    return switch (form) {
      case LITERAL -> new Expr.Literal(Values.read(in), Types.read(in), span);
      case VARIABLE -> new Expr.Variable(in.constant(ROOTS), Types.read(in), span);
      case LET -> new Expr.LetReference(in.size(), Types.read(in), span);
      case LOCAL -> new Expr.Local(in.size(), Types.read(in), span);
      case SELECT -> new Expr.Select(read(in), in.text(), Types.read(in), span);
      case HAS -> new Expr.Has(read(in), in.text(), span);
      case CALL -> readCall(in, span);
      case LIST -> readList(in, span);
      case MAP -> new Expr.MapOf(in.list(Expressions::readEntry), Types.read(in), span);
      case FOLD -> readFold(in, span);
      case BIND -> new Expr.Bind(in.size(), read(in), read(in), Types.read(in), span);
      case MATCHES -> new Expr.Matches(read(in), in.size(), span);
      case OPEN -> new Expr.Open(in.size(), span);
    };
  }

  private static int readSpan(Input in) {
    int start = in.oneOf(0x10000);
    int end = in.oneOf(0x10000);
    if (end < start) {
      throw new InvalidProgram("a span ends before it starts");
    }
    return Span.of(start, end);
  }

  private static Expr readCall(Input in, int span) {
    Function function = in.constant(FUNCTIONS);
    List<Expr> arguments = in.list(Expressions::read);
    Type type = Types.read(in);
    if (!function.takes(arguments.size())) {
      throw new InvalidProgram("a call has too many or too few arguments");
    }
    return new Expr.Call(function, arguments, type, span);
  }

  private static Expr readList(Input in, int span) {
    List<Expr> elements = in.list(Expressions::read);
    List<Integer> optional = in.list(i -> i.oneOf(elements.size()));
    return new Expr.ListOf(elements, optional, Types.read(in), span);
  }

  private static Expr.Entry readEntry(Input in) {
    return new Expr.Entry(read(in), read(in), in.flag());
  }

  private static Expr readFold(Input in, int span) {
    return new Expr.Fold(
        in.constant(FOLDS),
        read(in),
        in.size(),
        in.signedInt(),
        in.optional(Expressions::read),
        in.optional(Expressions::read),
        Types.read(in),
        span);
  }
}
