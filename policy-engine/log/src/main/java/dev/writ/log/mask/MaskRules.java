package dev.writ.log.mask;

/** The operator's patterns, compiled. */
final class MaskRules {
  private final PathPatterns conceal;
  private final PathPatterns never;
  private final PathPatterns clear;

  MaskRules(MaskSettings settings) {
    conceal = new PathPatterns(settings.conceal());
    never = new PathPatterns(settings.never());
    clear = new PathPatterns(settings.clear());
  }

  boolean conceals(String path, String name) {
    return conceal.match(path, name);
  }

  boolean never(String path, String name) {
    return never.match(path, name);
  }

  boolean clear(String path, String name) {
    return clear.match(path, name);
  }
}
