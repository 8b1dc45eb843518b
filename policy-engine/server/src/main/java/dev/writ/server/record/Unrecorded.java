package dev.writ.server.record;

import dev.writ.engine.decision.DecisionRecord;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** Where nothing keeps decisions. */
@DefaultBean
@Singleton
class Unrecorded implements Recorder {

  @Override
  public Uni<Void> keep(List<DecisionRecord> records) {
    return Uni.createFrom().voidItem();
  }
}
