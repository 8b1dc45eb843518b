package dev.writ.compiler.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.writ.compiler.Compilation;
import dev.writ.compiler.PolicyCompiler;
import dev.writ.compiler.repository.RepositorySnapshot;
import dev.writ.engine.Engine;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ReportsTest {

  private static final TestReport REPORT =
      run(
          """
          policy: notes
          rules:
            - allow: own
              actions: [read]
              when: resource.ownerId == subject.id
          """,
          """
          tests: notes
          cases:
            - case: one reads one's own <notes> & no others
              subjects: [{ type: user, id: alice }, { type: user, id: bob }]
              action: read
              resource: { type: notes, id: n1, ownerId: alice }
              expect: allow
          """);

  private static TestReport run(String policy, String tests) {
    Map<String, byte[]> files =
        Map.of(
            "writ.yaml", bytes("language: 1\nname: notes\n"),
            "notes.yaml", bytes(policy),
            "notes_test.yaml", bytes(tests));
    var compiled =
        (Compilation.Compiled) new PolicyCompiler().compile(RepositorySnapshot.of(files), null);
    return TestRunner.run(Engine.link(compiled.program()), compiled.tests());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theTextShowsFailedCasesWithTheirExplanation() {
    assertThat(new TextReport(false).render(REPORT))
        .isEqualTo(
            """
            notes_test.yaml:3:5: failed: one reads one's own <notes> & no others
              user:bob read notes:n1
              expected allow, was deny

                deny: no rule allows it
                permission needed: notes:read
                roles held: none

                allow notes/own (notes.yaml:3): does not apply
                  yes      permission: *:read (the request needs notes:read)
                  no       when: resource.ownerId == subject.id
                            resource.ownerId: "alice"
                            subject.id: "bob"

            1 passed, 1 failed
            """);
  }

  @Test
  void colourIsOnlyForTerminals() {
    assertThat(new TextReport(true).render(REPORT))
        .contains("\u001B[31m1 passed, 1 failed\u001B[0m");
    assertThat(new TextReport(false).render(REPORT)).doesNotContain("\u001B");
  }

  @Test
  void theJsonHasEveryCaseAndTheCoverage() throws IOException {
    JsonNode json = new ObjectMapper().readTree(JsonTestReport.render(REPORT));
    assertThat(json.get("passed").asInt()).isEqualTo(1);
    assertThat(json.get("failed").asInt()).isEqualTo(1);
    JsonNode bob = json.get("cases").get(1);
    assertThat(bob.get("request").asText()).isEqualTo("user:bob read notes:n1");
    assertThat(bob.get("path").asText()).isEqualTo("notes_test.yaml");
    assertThat(bob.get("line").asInt()).isEqualTo(3);
    assertThat(bob.get("passed").asBoolean()).isFalse();
    assertThat(bob.get("faults").get(0).asText()).isEqualTo("expected allow, was deny");
    assertThat(bob.get("decision").asText()).isEqualTo("deny");
    assertThat(bob.get("explanation").asText()).contains("no rule allows it");
    assertThat(json.get("coverage").get("rules").get(0).toString())
        .isEqualTo(
            "{\"id\":\"notes/own\",\"place\":\"notes.yaml:3\",\"evaluated\":2,\"determining\":1}");
    assertThat(json.get("coverage").get("branches").get(0).toString())
        .isEqualTo(
            "{\"id\":\"notes/own\",\"part\":\"when\",\"place\":\"notes.yaml:5\",\"text\":"
                + "\"resource.ownerId == subject.id\",\"true\":true,\"false\":true}");
  }

  @Test
  void theXmlIsWhatBuildServersRead() throws Exception {
    Element suites =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(JunitReport.render(REPORT))))
            .getDocumentElement();
    assertThat(suites.getTagName()).isEqualTo("testsuites");
    assertThat(suites.getAttribute("tests")).isEqualTo("2");
    assertThat(suites.getAttribute("failures")).isEqualTo("1");
    Element failed = (Element) suites.getElementsByTagName("testcase").item(1);
    assertThat(failed.getAttribute("classname")).isEqualTo("notes");
    assertThat(failed.getAttribute("name"))
        .isEqualTo("one reads one's own <notes> & no others (user:bob read notes:n1)");
    Element failure = (Element) failed.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message")).isEqualTo("expected allow, was deny");
    assertThat(failure.getTextContent()).contains("no rule allows it");
  }
}
