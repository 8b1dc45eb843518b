package dev.writ.log.record;

/** What is not written in clear of a record, part by part. Thread-safe. */
public interface Masks {
  /** Everything in clear. */
  Masks NONE = new Uniform(Mask.NONE, false);

  /** Nothing in clear that a peer stated: for where no policy set says what is sensitive. */
  Masks ALL = new Uniform(Mask.ALL, true);

  /** For the properties of a subject, whoever states them. */
  Mask subject(String type);

  /** For the properties of a resource. */
  Mask resource(String type);

  /** For the properties of the action. */
  Mask action();

  /** For the context. */
  Mask context();

  /** For the claims that policies see as {@code token}. */
  Mask claims();

  /** Whether the ids of subjects are concealed. */
  boolean concealsSubjectId();

  /** Whether the ids of resources are concealed. */
  boolean concealsResourceId();

  /** Whether what a rule adds to the answer may show something that is concealed. */
  boolean concealsOutput(String rule);

  /** The same for all parts. */
  record Uniform(Mask mask, boolean conceals) implements Masks {
    @Override
    public Mask subject(String type) {
      return mask;
    }

    @Override
    public Mask resource(String type) {
      return mask;
    }

    @Override
    public Mask action() {
      return mask;
    }

    @Override
    public Mask context() {
      return mask;
    }

    @Override
    public Mask claims() {
      return mask;
    }

    @Override
    public boolean concealsSubjectId() {
      return conceals;
    }

    @Override
    public boolean concealsResourceId() {
      return conceals;
    }

    @Override
    public boolean concealsOutput(String rule) {
      return conceals;
    }
  }
}
