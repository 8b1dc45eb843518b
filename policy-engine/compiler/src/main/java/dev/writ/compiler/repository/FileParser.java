package dev.writ.compiler.repository;

import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.document.Document;
import dev.writ.compiler.parser.DocumentParser;
import dev.writ.compiler.source.Location;
import dev.writ.compiler.source.SourceFile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses one policy file: a pure function of its path and content, which never throws. */
public final class FileParser {

  private static final int MAX_PROBLEMS = 200;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private FileParser() {}

  public static ParsedFile parse(PolicyFile file) {
    Problems problems = new Problems();
    SourceFile source = decode(file, problems);
    Document document =
        problems.hasErrors()
            ? null
            : DocumentParser.parse(
                source, RepositoryLimits.NESTING, RepositoryLimits.EXPRESSION_LENGTH, problems);
    return new ParsedFile(source, document, capped(problems.sorted()));
  }

  private static SourceFile decode(PolicyFile file, Problems problems) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(file.content());
    try {
      String text = decoder.decode(bytes).toString();
      boolean marked = text.startsWith(BYTE_ORDER_MARK);
      return new SourceFile(file.path(), marked ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      String valid = new String(file.content(), 0, bytes.position(), StandardCharsets.UTF_8);
      SourceFile source = new SourceFile(file.path(), valid);
      Location end = source.span(valid.length(), valid.length());
      problems.add(Problem.error("invalid-utf-8", end, "the file is not UTF-8 from here on"));
      return source;
    }
  }

  private static List<Problem> capped(List<Problem> problems) {
    if (problems.size() <= MAX_PROBLEMS) {
      return problems;
    }
    List<Problem> first = new ArrayList<>(problems.subList(0, MAX_PROBLEMS));
    @Nullable Problem error =
        problems.stream().filter(p -> Problems.hasErrors(List.of(p))).findFirst().orElse(null);
    if (error != null && !Problems.hasErrors(first)) {
      first.add(error);
    }
    String message = "and " + (problems.size() - first.size()) + " more problems in this file";
    Location last = first.getLast().location();
    first.add(new Problem(first.getLast().severity(), "too-many-problems", last, message, null));
    return first;
  }
}
