package dev.writ.server.peer;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The caller's trace (W3C Trace Context, section 3.2, {@code traceparent}). */
final class TraceParent {
  private static final Pattern FORM =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}.*");
  private static final int TRACE_ID = 3;
  private static final int LENGTH = 32;

  private TraceParent() {}

  /** The trace's id, or null where the header is absent or malformed. */
  static @Nullable String traceId(@Nullable String header) {
    return header != null && FORM.matcher(header).matches()
        ? header.substring(TRACE_ID, TRACE_ID + LENGTH)
        : null;
  }
}
