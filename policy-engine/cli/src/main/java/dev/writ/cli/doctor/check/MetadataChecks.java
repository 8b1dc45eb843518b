package dev.writ.cli.doctor.check;

import static dev.writ.cli.doctor.check.Rule.Topic.METADATA;

import dev.writ.cli.doctor.provider.Addresses;
import dev.writ.cli.doctor.provider.Provider;
import dev.writ.cli.doctor.web.NoAnswer;
import dev.writ.compiler.diagnostic.Quote;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The document itself, and the addresses in it. */
final class MetadataChecks {
  private static final List<String> REQUIRED =
      List.of(
          "issuer",
          "authorization_endpoint",
          "token_endpoint",
          "jwks_uri",
          "response_types_supported");

  static final List<Check> ALL =
      List.of(
          new Check(
              rule(
                  "issuer", "the metadata names the issuer that was asked", "RFC 8414 section 3.3"),
              MetadataChecks::issuer),
          new Check(
              rule(
                  "issuer-form",
                  "the issuer is a URL without user, query and fragment",
                  "RFC 8414 section 2"),
              MetadataChecks::issuerForm),
          new Check(
              rule("https", "every address is `https`", "RFC 9700 section 2.6"),
              MetadataChecks::https),
          new Check(
              rule(
                  "required-metadata",
                  "the metadata has every member that it must have",
                  "RFC 8414 section 2"),
              MetadataChecks::required),
          new Check(
              rule(
                  "metadata-type",
                  "the metadata is served as `application/json`",
                  "RFC 8414 section 3.2"),
              MetadataChecks::type));

  private MetadataChecks() {}

  private static Rule rule(String id, String title, String source) {
    return new Rule(id, METADATA, title, source);
  }

  private static Result issuer(Provider provider) {
    String named = provider.metadata().text("issuer").orElse("");
    return named.equals(provider.issuer())
        ? Result.passed()
        : new Result.Failed("it names " + Quote.of(named));
  }

  private static Result issuerForm(Provider provider) {
    try {
      URI issuer = Addresses.parse(provider.metadata().text("issuer").orElse(""));
      boolean plain =
          issuer.getRawQuery() == null
              && issuer.getRawFragment() == null
              && issuer.getRawUserInfo() == null
              && issuer.getHost() != null;
      return plain ? Result.passed() : new Result.Failed("it is " + Quote.of(issuer.toString()));
    } catch (NoAnswer e) {
      return new Result.Failed(e.reason());
    }
  }

  private static Result https(Provider provider) {
    var open = new ArrayList<String>();
    var local = new ArrayList<String>();
    provider.metadata().addresses().forEach((name, address) -> sort(name, address, open, local));
    if (!open.isEmpty()) {
      return new Result.Failed("not so: " + Names.listed(open));
    }
    return local.isEmpty()
        ? Result.passed()
        : new Result.Warned("plain `http`, on this machine only: " + Names.listed(local));
  }

  private static void sort(String name, String text, List<String> open, List<String> local) {
    try {
      URI address = Addresses.parse(text);
      if (Addresses.isLocalPlain(address)) {
        local.add(name);
      } else if (!Addresses.isTls(address)) {
        open.add(name);
      }
    } catch (NoAnswer e) {
      open.add(name);
    }
  }

  private static Result required(Provider provider) {
    List<String> names = provider.metadata().names();
    List<String> missing = REQUIRED.stream().filter(name -> !names.contains(name)).toList();
    return missing.isEmpty()
        ? Result.passed()
        : new Result.Failed("missing: " + Names.listed(missing));
  }

  private static Result type(Provider provider) {
    String type = provider.contentType();
    return type.toLowerCase(Locale.ROOT).matches("application/json *(;.*)?")
        ? Result.passed()
        : new Result.Warned("it is served as " + Quote.of(type));
  }
}
