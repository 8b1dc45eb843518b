package dev.writ.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.engine.request.Resource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegoDataImportTest {
  @TempDir Path folder;

  private Translation translate(String json) throws Exception {
    Path file = Files.writeString(folder.resolve("data.json"), json);
    return Format.rego_data.translate("tables", List.of(file));
  }

  @Test
  void usersHaveTheirRolesPermissions() throws Exception {
    Imported imported =
        Imported.of(
            translate(
                """
                {"user_roles": {"alice": ["admin"], "bob": ["clerk"]},
                 "role_inherits": {"admin": ["clerk"]},
                 "role_permissions": {
                   "admin": [{"action": "delete", "resource": "pets"}, "users:read"],
                   "clerk": [{"action": "read", "object": "pets"}]}}
                """));
    Resource pet = new Resource("pets", "1");

    assertThat(imported.allows(Imported.user("alice"), "delete", pet)).isTrue();
    assertThat(imported.allows(Imported.user("alice"), "read", pet)).isTrue();
    assertThat(imported.allows(Imported.user("alice"), "read", new Resource("users", "1")))
        .isTrue();
    assertThat(imported.allows(Imported.user("bob"), "read", pet)).isTrue();
    assertThat(imported.allows(Imported.user("bob"), "delete", pet)).isFalse();
    assertThat(imported.allows(Imported.user("carol"), "read", pet)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"acl\": {}} ; `acl` is no table",
        "{\"role_grants\": {\"a\": [\"read\"]}} ; the permission `read` does not say on what",
        "{\"role_grants\": {\"a\": [{\"action\": \"*\", \"type\": \"x\"}]}} ; the action `*`",
        "{\"role_grants\": {\"a\": [{\"action\": \"r\", \"type\": \"x\", \"if\": 1}]}} ;"
            + " a permission is",
        "{\"user_roles\": {\"*\": [\"a\"]}} ; `*` cannot be a subject's id",
        "[] ; the data must be a map",
      })
  void whatIsNoSuchTableIsRefusedWithAllThatIsInIt(String json, String reason) throws Exception {
    Translation translation = translate(json);

    assertThat(translation.documents().keySet()).containsExactly("writ.yaml");
    assertThat(translation.refused())
        .singleElement()
        .satisfies(refused -> assertThat(refused.reason()).startsWith(reason));
  }

  @Test
  void aFileThatIsNoJsonIsNamed() {
    assertThatThrownBy(() -> translate("{"))
        .isInstanceOf(UnreadableSource.class)
        .hasMessageContaining("data.json");
  }
}
