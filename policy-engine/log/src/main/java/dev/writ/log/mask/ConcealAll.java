package dev.writ.log.mask;

import dev.writ.log.record.Mask;
import dev.writ.log.record.Masks;
import org.jspecify.annotations.Nullable;

/** The masks where no policy set says what is sensitive: nothing that a peer stated is in clear. */
public final class ConcealAll implements Masks {
  private static final Mask CONCEALED =
      new Mask() {
        @Override
        public Treatment of(String name, @Nullable Object value) {
          return Treatment.CONCEALED;
        }

        @Override
        public Mask inside(String name) {
          return this;
        }
      };

  @Override
  public Mask subject(String type) {
    return CONCEALED;
  }

  @Override
  public Mask resource(String type) {
    return CONCEALED;
  }

  @Override
  public Mask action() {
    return CONCEALED;
  }

  @Override
  public Mask context() {
    return CONCEALED;
  }

  @Override
  public Mask claims() {
    return CONCEALED;
  }

  @Override
  public boolean concealsSubjectId() {
    return true;
  }

  @Override
  public boolean concealsResourceId() {
    return true;
  }

  @Override
  public boolean concealsOutput(String rule) {
    return true;
  }
}
