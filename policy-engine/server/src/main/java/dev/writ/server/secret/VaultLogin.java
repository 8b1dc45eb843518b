package dev.writ.server.secret;

import dev.writ.server.config.VaultConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.vault.client.VaultClient;
import io.quarkus.vault.client.api.auth.token.VaultAuthToken;
import io.quarkus.vault.client.api.auth.token.VaultAuthTokenTokenInfoData;
import io.quarkus.vault.client.auth.VaultAppRoleAuthOptions;
import io.quarkus.vault.client.auth.VaultAppRoleTokenProvider;
import io.quarkus.vault.client.auth.VaultAuthRequest;
import io.quarkus.vault.client.auth.VaultCachingTokenProvider;
import io.quarkus.vault.client.auth.VaultKubernetesTokenProvider;
import io.quarkus.vault.client.auth.VaultToken;
import io.quarkus.vault.client.auth.VaultTokenProvider;
import io.quarkus.vault.client.http.jdk.JDKVaultHttpClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** How the server signs in to Vault. What it signs in with is read from files at each sign-in. */
final class VaultLogin {
  private static final Path ACCOUNT =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");

  private VaultLogin() {}

  /** A client that signs in when it is first used, and renews its token before that runs out. */
  static VaultClient client(URI url, VaultConfig configuration, HttpClient http) {
    if (!Confidential.isConfidential(url)) {
      throw new ConfigurationException("`writ.vault.url` is not https");
    }
    return VaultClient.builder()
        .baseUrl(url.toString())
        .executor(new JDKVaultHttpClient(http))
        .requestTimeout(configuration.timeout())
        .namespace(configuration.namespace().orElse(null))
        .tokenProvider(
            method(configuration).caching(VaultCachingTokenProvider.DEFAULT_RENEW_GRACE_PERIOD))
        .build();
  }

  /** The connection, with the TLS configuration that is named. */
  static HttpClient http(VaultConfig configuration, TlsConfigurationRegistry tls) {
    HttpClient.Builder http = HttpClient.newBuilder().connectTimeout(configuration.timeout());
    configuration.tls().ifPresent(name -> secure(http, name, tls));
    return http.build();
  }

  private static void secure(HttpClient.Builder http, String name, TlsConfigurationRegistry tls) {
    TlsConfiguration found =
        tls.get(name)
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "`writ.vault.tls` names a `quarkus.tls` that is not configured"));
    try {
      http.sslContext(found.createSSLContext());
    } catch (Exception e) {
      throw new ConfigurationException("`quarkus.tls." + name + "` (writ.vault.tls) is unusable");
    }
  }

  private static VaultTokenProvider method(VaultConfig configuration) {
    List<VaultTokenProvider> methods =
        Stream.of(
                configuration.tokenFile().map(VaultLogin::token),
                configuration.appRole().map(VaultLogin::appRole),
                configuration.kubernetes().map(VaultLogin::kubernetes))
            .flatMap(Optional::stream)
            .toList();
    if (methods.size() != 1) {
      throw new ConfigurationException(
          "`writ.vault` needs one way to sign in: `token-file`, `app-role` or `kubernetes`");
    }
    return methods.getFirst();
  }

  /** Vault is asked how long the token lives, so that it is renewed as those of the others are. */
  private static VaultTokenProvider token(Path file) {
    return request ->
        content(file)
            .thenCompose(
                token ->
                    request
                        .getExecutor()
                        .execute(
                            VaultAuthToken.FACTORY.lookupSelf().builder().token(token).rebuild())
                        .thenApply(
                            answer -> lasting(token, answer.getResult().getData(), request)));
  }

  private static VaultToken lasting(
      String token, VaultAuthTokenTokenInfoData info, VaultAuthRequest request) {
    return info.getTtl().isZero()
        ? VaultToken.neverExpires(token, request.getInstantSource())
        : VaultToken.from(
            token,
            Boolean.TRUE.equals(info.isRenewable()),
            info.getTtl(),
            info.getNumUses(),
            request.getInstantSource());
  }

  private static VaultTokenProvider appRole(VaultConfig.AppRole role) {
    return new VaultAppRoleTokenProvider(
        VaultAppRoleAuthOptions.builder()
            .mountPath(role.mount().orElse("approle"))
            .roleId(role.roleId())
            .customSecretIdProvider(request -> content(role.secretIdFile()))
            .build());
  }

  private static VaultTokenProvider kubernetes(VaultConfig.Kubernetes role) {
    Path account = role.tokenFile().orElse(ACCOUNT);
    return new VaultKubernetesTokenProvider(
        role.mount().orElse("kubernetes"), role.role(), () -> content(account));
  }

  private static CompletionStage<String> content(Path file) {
    try {
      return CompletableFuture.completedStage(Files.readString(file).strip());
    } catch (IOException e) {
      return CompletableFuture.failedStage(new Unreadable(file));
    }
  }

  /** What the server signs in with is not there. */
  static final class Unreadable extends RuntimeException {
    Unreadable(Path file) {
      super("cannot read the file `" + file + "`, which the server signs in to Vault with");
    }
  }
}
