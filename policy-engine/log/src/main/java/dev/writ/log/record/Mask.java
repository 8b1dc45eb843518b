package dev.writ.log.record;

import org.jspecify.annotations.Nullable;

/** What is not written in clear of a map of properties. Thread-safe. */
public interface Mask {
  /** Everything in clear. */
  Mask NONE = new Uniform(Treatment.CLEAR);

  /** Nothing in clear. */
  Mask ALL = new Uniform(Treatment.CONCEALED);

  /** How a value is written. */
  enum Treatment {
    /** As it is. */
    CLEAR,
    /** As a salted digest; the value itself is kept beside the log, where it can be deleted. */
    CONCEALED,
    /** Not at all. */
    OMITTED
  }

  /** The treatment of a property. */
  Treatment of(String name, @Nullable Object value);

  /** The mask of the maps inside a property that is written in clear. */
  Mask inside(String name);

  /** The same treatment for everything. */
  record Uniform(Treatment treatment) implements Mask {
    @Override
    public Treatment of(String name, @Nullable Object value) {
      return treatment;
    }

    @Override
    public Mask inside(String name) {
      return this;
    }
  }
}
