package dev.writ.cli.doctor.check;

import dev.writ.cli.doctor.provider.AuthorizationEndpoint;
import dev.writ.cli.doctor.provider.Key;
import dev.writ.cli.doctor.provider.KeySet;
import dev.writ.cli.doctor.provider.Metadata;
import dev.writ.cli.doctor.provider.Provider;
import dev.writ.cli.doctor.web.NoAnswer;
import java.util.List;
import java.util.function.Function;

/**
 * One check of a provider.
 *
 * @param rule that it is about
 * @param examination throws {@link Metadata.Malformed} for metadata of the wrong type
 */
public record Check(Rule rule, Function<Provider, Result> examination) {

  /** Asks the provider something and judges the answer. */
  @FunctionalInterface
  interface Probe {
    Result of(AuthorizationEndpoint.Answering endpoint) throws NoAnswer;
  }

  /** What it finds; a provider that does not answer as it must fails. */
  public Result examine(Provider provider) {
    try {
      return examination.apply(provider);
    } catch (Metadata.Malformed e) {
      return new Result.Failed(String.valueOf(e.getMessage()));
    }
  }

  static Check ofMetadata(Rule rule, Function<Metadata, Result> examination) {
    return new Check(rule, provider -> examination.apply(provider.metadata()));
  }

  static Check ofKeys(Rule rule, Function<List<Key>, Result> examination) {
    return new Check(
        rule,
        provider ->
            switch (provider.keys()) {
              case KeySet.Read read -> examination.apply(read.keys());
              case KeySet.Unread unread -> new Result.Failed(unread.reason());
            });
  }

  static Check ofAuthorization(Rule rule, Probe probe) {
    return new Check(rule, provider -> probed(provider, probe));
  }

  /** What a probe finds, if the authorization endpoint can be asked. */
  static Result probed(Provider provider, Probe probe) {
    return switch (provider.authorization()) {
      case AuthorizationEndpoint.Unasked unasked -> new Result.NotMade(unasked.reason());
      case AuthorizationEndpoint.Unusable unusable ->
          new Result.NotMade("the provider does not accept the client's own request");
      case AuthorizationEndpoint.Answering answering -> probed(answering, probe);
    };
  }

  private static Result probed(AuthorizationEndpoint.Answering endpoint, Probe probe) {
    try {
      return probe.of(endpoint);
    } catch (NoAnswer e) {
      return new Result.Failed(e.reason());
    }
  }
}
