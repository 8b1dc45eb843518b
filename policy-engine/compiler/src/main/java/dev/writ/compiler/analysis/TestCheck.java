package dev.writ.compiler.analysis;

import dev.writ.compiler.analysis.naming.Names;
import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.document.Data;
import dev.writ.compiler.document.TestCase;
import dev.writ.compiler.document.TestsDocument;
import dev.writ.compiler.source.Located;
import dev.writ.engine.request.SpiffeId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks what tests say of the rest of the repository. */
final class TestCheck {

  private final Set<String> rules = new TreeSet<>();
  private final Problems problems;

  TestCheck(CheckedRepository repository, Problems problems) {
    this.problems = problems;
    for (CheckedPolicy policy : repository.policies()) {
      policy.rules().forEach(rule -> rules.add(policy.name() + "/" + rule.entry().name().value()));
    }
    repository.roles().stream()
        .filter(role -> !role.grants().isEmpty())
        .forEach(role -> rules.add("role:" + role.name()));
  }

  void check(List<TestsDocument> documents) {
    Names.of("tests document", documents, TestsDocument::name, problems);
    documents.forEach(document -> document.cases().forEach(this::check));
  }

  private void check(TestCase test) {
    List<Located<String>> by = test.by() == null ? List.of() : test.by();
    by.forEach(this::rule);
    if (test.output() != null) {
      test.output().fields().stream().map(Data.Field::name).forEach(this::rule);
    }
    Located<String> service = test.service();
    if (service != null && SpiffeId.parse(service.value()) == null) {
      String message = "`" + service.value() + "` is not a valid SPIFFE ID";
      problems.add(
          Problem.error("invalid-service", service.location(), message)
              .withHelp("one looks like `spiffe://shop.example/ns/prod/sa/ledger`"));
    }
  }

  private void rule(Located<String> written) {
    if (!rules.contains(written.value())) {
      problems.add(Names.unknown("rule", written, rules));
    }
  }
}
