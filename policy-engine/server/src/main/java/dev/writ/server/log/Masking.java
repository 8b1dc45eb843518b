package dev.writ.server.log;

import dev.writ.engine.program.Program;
import dev.writ.log.mask.MaskPlan;
import dev.writ.log.mask.MaskSettings;
import dev.writ.log.record.Masks;
import dev.writ.server.config.WritConfig.DecisionLog;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What records do not hold in clear, as configured. */
final class Masking {
  private Masking() {}

  /** Makes the masks of a policy set, or of none. */
  static Function<@Nullable Program, Masks> of(DecisionLog.Masking configuration) {
    var settings =
        new MaskSettings(
            configuration.conceal(),
            joined(MaskSettings.DEFAULTS.never(), configuration.never().orElse(List.of())),
            joined(MaskSettings.DEFAULTS.clear(), configuration.clear().orElse(List.of())));
    return program -> program == null ? Masks.ALL : MaskPlan.of(program, settings);
  }

  private static List<String> joined(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
