package dev.writ.server.peer.mtls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The server's certificate and key, which may be exchanged while handshakes run: a handshake asks
 * for the certificate and then for its key, and gets both from where it began.
 */
final class RenewedKeys extends X509ExtendedKeyManager {
  private static final char SEPARATOR = '/';

  private record Generation(int number, X509ExtendedKeyManager keys) {}

  private volatile @Nullable Generation current;
  private volatile @Nullable Generation previous;

  /** From now on handshakes begin with these. */
  synchronized void renew(X509ExtendedKeyManager keys) {
    Generation old = current;
    previous = old;
    current = new Generation(old == null ? 0 : old.number() + 1, keys);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String type, Principal @Nullable [] issuers, SSLEngine engine) {
    Generation now = current;
    String alias = now == null ? null : now.keys().chooseEngineServerAlias(type, issuers, engine);
    return alias == null || now == null ? null : now.number() + "" + SEPARATOR + alias;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    Generation generation = of(alias);
    return generation == null ? null : generation.keys().getCertificateChain(within(alias));
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    Generation generation = of(alias);
    return generation == null ? null : generation.keys().getPrivateKey(within(alias));
  }

  private @Nullable Generation of(String alias) {
    String number = alias.substring(0, Math.max(0, alias.indexOf(SEPARATOR)));
    Generation now = current;
    Generation before = previous;
    if (now != null && number.equals(Integer.toString(now.number()))) {
      return now;
    }
    return before != null && number.equals(Integer.toString(before.number())) ? before : null;
  }

  private static String within(String alias) {
    return alias.substring(alias.indexOf(SEPARATOR) + 1);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }

  @Override
  public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }

  @Override
  public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
    return null;
  }
}
