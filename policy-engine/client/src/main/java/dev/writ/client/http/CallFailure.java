package dev.writ.client.http;

import dev.writ.client.Failure;
import dev.writ.client.Unanswered;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a call brought no answer, and whether repeating it is of use. */
final class CallFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Failure failure;
  private final boolean repeatable;

  private CallFailure(Failure failure, String detail, boolean repeatable) {
    super(detail, null, false, false);
    this.failure = failure;
    this.repeatable = repeatable;
  }

  static CallFailure of(Failure failure, String detail) {
    return new CallFailure(failure, detail, false);
  }

  /**
   * What a failed exchange means.
   *
   * @param begun whether the answer had begun. Until then the call may be repeated where the
   *     connection was at fault: an evaluation changes nothing
   */
  static CallFailure from(Throwable thrown, boolean begun) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof CallFailure known) {
        return known;
      }
      if (cause instanceof TimeoutException) {
        return of(Failure.TIMEOUT, "the deadline passed");
      }
      if (cause instanceof SSLException) {
        return of(Failure.UNREACHABLE, "no trusted connection: " + cause.getMessage());
      }
      if (cause instanceof IOException) {
        return new CallFailure(Failure.UNREACHABLE, lost(cause, begun), !begun);
      }
    }
    return of(Failure.UNSENT, String.valueOf(thrown.getMessage()));
  }

  private static String lost(Throwable cause, boolean begun) {
    if (begun) {
      return "the connection broke off during the answer";
    }
    return cause instanceof ConnectException ? "no connection" : "the connection broke off";
  }

  static boolean isRepeatable(@Nullable Throwable thrown) {
    return thrown instanceof CallFailure call && call.repeatable;
  }

  /** Whether the decision point, and not this peer or its request, is at fault. */
  static boolean isOfDecisionPoint(@Nullable Throwable thrown) {
    return thrown instanceof CallFailure call
        && switch (call.failure) {
          case REFUSED, INVALID_REQUEST, SATURATED, SUSPENDED, CANCELLED, UNSENT -> false;
          case NO_POLICIES, UNDECIDABLE_HERE -> false;
          case UNREACHABLE, TIMEOUT, OVERLOADED, ERROR_STATUS, INVALID_ANSWER -> true;
        };
  }

  Unanswered decision() {
    return new Unanswered(failure, String.valueOf(getMessage()));
  }
}
