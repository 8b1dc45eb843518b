package dev.writ.log.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.log.store.Logs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoteTest {

  private final SigningKey key = Logs.key("example.com/log");

  @Test
  void aKeyIsReadBackFromItsFileThatOnlyItsOwnerMayRead(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("key");
    key.write(file);
    SigningKey read = SigningKey.read(file);
    assertThat(read.verifier()).isEqualTo(key.verifier());
    assertThat(Note.parse(Note.sign("text\n", read)).signedBy(key.verifier())).isEqualTo("text\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aKeyWithAnothersVerifierIsRefused(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("key");
    key.write(file);
    List<String> lines = Files.readAllLines(file);
    String other = Logs.key("example.com/log").verifier().text();
    Files.write(file, List.of(lines.get(0), lines.get(1), lines.get(2), other));
    assertThatThrownBy(() -> SigningKey.read(file)).isInstanceOf(InvalidNoteException.class);
  }

  @Test
  void verifierKeysAreReadInOneFormOnly() throws Exception {
    String text = key.verifier().text();
    assertThat(VerifierKey.parse(text)).isEqualTo(key.verifier());
    for (String wrong :
        List.of("", "a+b", text.substring(1), text + "=", text.replace("example", "exbmple"))) {
      assertThatThrownBy(() -> VerifierKey.parse(wrong)).isInstanceOf(InvalidNoteException.class);
    }
  }

  @Test
  void namesWithSpacesOrPlusAreRefused() {
    for (String wrong : List.of("", "a b", "a+b", "a\u00a0b", "a\nb")) {
      assertThatThrownBy(() -> SigningKey.generate(wrong)).isInstanceOf(InvalidNoteException.class);
    }
  }

  @Test
  void everyChangedCharacterOfANoteIsFound() {
    String note = Checkpoint.sign(7, new byte[32], key);
    for (int at = 0; at < note.length(); at++) {
      for (char other : new char[] {'A', 'x', '\n', ' ', '='}) {
        String changed = note.substring(0, at) + other + note.substring(at + 1);
        if (!changed.equals(note)) {
          assertThatThrownBy(() -> Checkpoint.verified(changed, key.verifier()))
              .as(changed)
              .isInstanceOf(InvalidNoteException.class);
        }
      }
    }
  }

  @Test
  void signaturesOfUnknownKeysArePassedOver() throws Exception {
    String note = Checkpoint.sign(7, new byte[32], key);
    String others = Checkpoint.sign(7, new byte[32], Logs.key("example.com/log"));
    String both = note + others.substring(others.indexOf('\u2014'));
    assertThat(Checkpoint.verified(both, key.verifier()).size()).isEqualTo(7);
  }

  @Test
  void aCheckpointOfAnotherLogIsRefused() {
    String note = Note.sign(new Checkpoint("example.com/other", 7, new byte[32]).text(), key);
    assertThatThrownBy(() -> Checkpoint.verified(note, key.verifier()))
        .hasMessageContaining("is of the log `example.com/other`");
  }
}
