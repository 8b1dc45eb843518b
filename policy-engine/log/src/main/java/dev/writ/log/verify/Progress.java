package dev.writ.log.verify;

/** Told how far verification is. */
@FunctionalInterface
public interface Progress {

  /** Nobody watches. */
  Progress NONE = (done, total) -> {};

  /** So many of so many entries are checked. */
  void at(long done, long total);
}
