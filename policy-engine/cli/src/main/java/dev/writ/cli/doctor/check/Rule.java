package dev.writ.cli.doctor.check;

/**
 * What should hold of a provider.
 *
 * @param id stable, in kebab case
 * @param title what holds if the rule is kept, as a sentence without a stop
 * @param source where the rule comes from, such as {@code RFC 9700 section 2.1.1}
 */
public record Rule(String id, Topic topic, String title, String source) {

  /** What a rule is about; reports are in this order. */
  public enum Topic {
    METADATA("metadata"),
    GRANTS("grants and PKCE"),
    ALGORITHMS("algorithms"),
    KEYS("keys"),
    CLIENTS("clients and tokens"),
    AUTHORIZATION("authorization endpoint"),
    REDIRECTS("redirect URIs"),
    LOGIN("after a login"),
    OWN("own checks");

    private final String words;

    Topic(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }
}
