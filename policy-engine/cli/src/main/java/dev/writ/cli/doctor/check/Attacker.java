package dev.writ.cli.doctor.check;

/** Who wants the codes of others; a name that RFC 2606 keeps from being anybody's. */
final class Attacker {
  static final String HOST = "attacker.example";
  static final String ORIGIN = "https://" + HOST;

  private Attacker() {}
}
