package dev.writ.server.signature;

import dev.writ.server.replay.SeenOnce.Verdict;
import dev.writ.server.signature.PeerKeys.PeerKey;

/** What a replay means. */
final class Replays {
  private Replays() {}

  /** The peer of a key, if its signature is used for the first time. */
  static String peerUnlessReplayed(Verdict verdict, PeerKey key) {
    return switch (verdict) {
      case FIRST -> key.peer();
      case SEEN -> throw Fault.SIGNATURE_REPLAYED.refused();
      case UNKNOWN -> throw Fault.REPLAY_UNKNOWN.refused();
    };
  }
}
