package dev.writ.log.record;

/** What is not written in clear of a record, part by part. Thread-safe. */
public interface Masks {
  /** Everything in clear. */
  Masks NONE =
      new Masks() {
        @Override
        public Mask subject(String type) {
          return Mask.NONE;
        }

        @Override
        public Mask resource(String type) {
          return Mask.NONE;
        }

        @Override
        public Mask action() {
          return Mask.NONE;
        }

        @Override
        public Mask context() {
          return Mask.NONE;
        }

        @Override
        public Mask claims() {
          return Mask.NONE;
        }

        @Override
        public boolean concealsSubjectId() {
          return false;
        }

        @Override
        public boolean concealsResourceId() {
          return false;
        }

        @Override
        public boolean concealsOutput(String rule) {
          return false;
        }
      };

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
}
