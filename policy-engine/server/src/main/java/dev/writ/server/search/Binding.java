package dev.writ.server.search;

import dev.writ.authzen.json.JsonWriter;
import dev.writ.engine.program.Revision;
import dev.writ.engine.request.Peer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a page token is good for, as one digest. */
public final class Binding {
  private Binding() {}

  /**
   * The digest of a search: which it is, the body without its {@code page}, who asks and which
   * policies answer. The order of the body's members and its white space do not matter.
   */
  public static byte[] of(Search search, Map<String, Object> body, Peer peer, Revision revision) {
    var request = new HashMap<>(body);
    request.remove("page");
    var all = List.of(search.name(), peer.kind().id(), peer.id(), revision.hash(), request);
    return sha256(JsonWriter.bytes(json -> JsonWriter.value(json, all)));
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
