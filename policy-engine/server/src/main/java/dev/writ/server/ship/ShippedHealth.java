package dev.writ.server.ship;

import io.smallrye.health.api.Wellness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Down while a log that was shipped does not fit together; no reason to stop deciding. */
@Wellness
class ShippedHealth implements HealthCheck {
  private final ShippedLogs logs;

  ShippedHealth(ShippedLogs logs) {
    this.logs = logs;
  }

  @Override
  public HealthCheckResponse call() {
    String alarm = logs.alarm();
    var health = HealthCheckResponse.named("shipped-logs").status(alarm == null);
    return alarm == null ? health.build() : health.withData("alarm", alarm).build();
  }
}
