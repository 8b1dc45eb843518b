package dev.writ.engine.bundle;

import dev.writ.engine.bundle.InvalidBundle.Problem;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A bundle's parts as they lie in it, none of them believed yet.
 *
 * @param manifest its bytes
 * @param signatures over {@link Manifest#toBeSigned}
 * @param payload its bytes
 */
record Envelope(byte[] manifest, List<KeySignature> signatures, byte[] payload) {
  private static final byte[] MAGIC = {'W', 'R', 'I', 'T', 'B'};
  private static final byte VERSION = 1;

  Envelope {
    signatures = List.copyOf(signatures);
  }

  /** A signature and the id of the key that is said to have made it. */
  record KeySignature(String key, byte[] signature) {
    static final int SIZE = Layout.DIGEST + Layout.SIGNATURE;
  }

  byte[] write() {
    int size = MAGIC.length + 1 + Short.BYTES + manifest.length + 1;
    ByteBuffer out =
        ByteBuffer.allocate(size + signatures.size() * KeySignature.SIZE + payload.length)
            .put(MAGIC)
            .put(VERSION)
            .putShort((short) manifest.length)
            .put(manifest)
            .put((byte) signatures.size());
    for (KeySignature each : signatures) {
      out.put(Layout.bytes(each.key())).put(each.signature());
    }
    return out.put(payload).array();
  }

  static Envelope read(byte[] bytes) throws InvalidBundle {
    return new Reader(ByteBuffer.wrap(bytes)).read();
  }

  /** Holds every length against what is left before anything is made for it. */
  private record Reader(ByteBuffer in) {

    Envelope read() throws InvalidBundle {
      header();
      byte[] manifest = manifest();
      List<KeySignature> signatures = signatures();
      long length = Manifest.length(manifest);
      long total = in.position() + length;
      if (length < 0 || total < in.limit()) {
        throw new InvalidBundle(Problem.MALFORMED, "bytes follow the end of the bundle");
      }
      if (total > in.limit()) {
        throw new InvalidBundle(
            Problem.CUT_SHORT,
            "the bundle is cut short: it ends at byte %s of %s".formatted(in.limit(), total));
      }
      return new Envelope(manifest, signatures, take((int) length));
    }

    private void header() throws InvalidBundle {
      int known = Math.min(MAGIC.length, in.limit());
      if (!Arrays.equals(in.array(), 0, known, MAGIC, 0, known)) {
        throw new InvalidBundle(Problem.NOT_A_BUNDLE, "this is no bundle of policies");
      }
      take(MAGIC.length);
      int version = number(1);
      if (version != VERSION) {
        throw new InvalidBundle(
            Problem.UNKNOWN_VERSION,
            "the bundle has version %s of the format, known here is %s"
                .formatted(version, VERSION));
      }
    }

    private byte[] manifest() throws InvalidBundle {
      int length = number(Short.BYTES);
      if (length <= Manifest.FIXED || length > Manifest.FIXED + Layout.MAX_NAME) {
        throw new InvalidBundle(Problem.MALFORMED, "the manifest is too short or too long");
      }
      return take(length);
    }

    private List<KeySignature> signatures() throws InvalidBundle {
      int count = number(1);
      if (count == 0 || count > Layout.MAX_SIGNATURES) {
        throw new InvalidBundle(
            Problem.MALFORMED,
            "the bundle has %s signatures; 1 to %s can be".formatted(count, Layout.MAX_SIGNATURES));
      }
      List<KeySignature> signatures = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        ByteBuffer each = ByteBuffer.wrap(take(KeySignature.SIZE));
        String key = Layout.hex(each, Layout.DIGEST);
        byte[] signature = new byte[Layout.SIGNATURE];
        each.get(signature);
        signatures.add(new KeySignature(key, signature));
      }
      return signatures;
    }

    private int number(int bytes) throws InvalidBundle {
      int value = 0;
      for (byte next : take(bytes)) {
        value = value << 8 | next & 0xFF;
      }
      return value;
    }

    private byte[] take(int length) throws InvalidBundle {
      if (length > in.remaining()) {
        throw new InvalidBundle(
            Problem.CUT_SHORT, "the bundle is cut short: it ends at byte " + in.limit());
      }
      byte[] bytes = new byte[length];
      in.get(bytes);
      return bytes;
    }
  }
}
