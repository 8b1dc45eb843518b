package dev.writ.lib;

/** What became of a call: {@code writ_status} in {@code writ.h}, whose numbers never change. */
enum Status {
  OK(0),
  /** An argument is null that must not be, or not what it must be. */
  INVALID_ARGUMENT(1),
  /** More bytes than such an argument may have. */
  TOO_LARGE(2),
  /** The request says nothing decidable. */
  INVALID_REQUEST(3),
  /** The bundle or the trusted keys are not to be decided by. */
  INVALID_BUNDLE(4),
  /** The bundle's time is over. */
  EXPIRED(5),
  /** The bundle's decisions need what a library does not have. */
  UNSUPPORTED(6),
  OUT_OF_MEMORY(7),
  /** A fault of the library itself. */
  INTERNAL(9);

  private final int code;

  Status(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
