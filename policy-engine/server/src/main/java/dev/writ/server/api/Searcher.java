package dev.writ.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.writ.authzen.json.InvalidRequest;
import dev.writ.authzen.json.JsonWriter;
import dev.writ.authzen.json.Members;
import dev.writ.engine.Engine;
import dev.writ.engine.request.AccessRequest;
import dev.writ.server.config.WritConfig;
import dev.writ.server.peer.Caller;
import dev.writ.server.policy.Policies;
import dev.writ.server.policy.PolicyState.Serving;
import dev.writ.server.policy.PolicyState.Unavailable;
import dev.writ.server.record.Recording;
import dev.writ.server.search.Binding;
import dev.writ.server.search.Considered;
import dev.writ.server.search.Page;
import dev.writ.server.search.PageTokens;
import dev.writ.server.search.PageTokens.Place;
import dev.writ.server.search.Search;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers searches, a page at a time. */
@Singleton
class Searcher {
  private final Policies policies;
  private final PageTokens tokens;
  private final int pageSize;

  Searcher(Policies policies, PageTokens tokens, WritConfig configuration) {
    this.policies = policies;
    this.tokens = tokens;
    this.pageSize = Math.clamp(configuration.search().pageSize(), 1, Page.MAX_CANDIDATES);
  }

  /**
   * One page of a search.
   *
   * @param asked the request, with a placeholder for what is searched for
   * @param body where the template was read from
   */
  byte[] search(Search search, Asked asked, Members body, Caller caller, Recording recording) {
    if (recording.refused()) {
      return JsonWriter.bytes(json -> nothing(json, Recording.REFUSAL));
    }
    AccessRequest template = asked.request();
    if (asked.denied() != null) {
      String reason = asked.denied().reason();
      recording.searched(search.target(), caller, template, List.of(), List.of(), null);
      return JsonWriter.bytes(json -> nothing(json, reason));
    }
    return switch (policies.current()) {
      case Serving serving -> search(serving.engine(), search, template, body, caller, recording);
      case Unavailable unavailable -> {
        requestedLimit(page(body));
        recording.searched(search.target(), caller, template, List.of(), List.of(), null);
        yield JsonWriter.bytes(json -> nothing(json, unavailable.reason()));
      }
    };
  }

  private byte[] search(
      Engine engine,
      Search search,
      AccessRequest template,
      Members body,
      Caller caller,
      Recording recording) {
    var revision = engine.program().revision();
    byte[] binding = Binding.of(search, body.values(), template.peer(), revision);
    Place place = place(page(body), binding);
    var asked =
        new Considered(candidate -> allows(engine, search.with(template, candidate), caller));
    Page page =
        Page.of(search.candidates(engine.program(), template), place.from(), place.limit(), asked);
    recording.searched(
        search.target(), caller, template, asked.all(), asked.allowed(), engine.program());
    String next =
        page.next() == Page.END ? "" : tokens.issue(new Place(page.next(), place.limit()), binding);
    return JsonWriter.bytes(
        json -> {
          json.writeStartObject();
          head(json, next, page.found().size(), "revision", revision.toString());
          json.writeArrayFieldStart("results");
          for (String found : page.found()) {
            search.write(json, template, found);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** As an evaluation of the candidate would be answered. */
  private static boolean allows(Engine engine, AccessRequest request, Caller caller) {
    return !caller.revokes(request.subject()) && engine.decide(request).allowed();
  }

  private static Members page(Members body) {
    Members page = body.optionalObject("page");
    return page == null ? new Members("page", Map.of()) : page;
  }

  /** AuthZEN: an empty token is none; parameters of a later page must be those of the first. */
  private Place place(Members page, byte[] binding) {
    Integer limit = requestedLimit(page);
    String token = page.optionalText("token");
    if (token == null || token.isEmpty()) {
      return new Place(0, limit == null ? pageSize : limit);
    }
    Place place = tokens.redeem(token, binding);
    if (limit != null && limit != place.limit()) {
      throw new InvalidRequest("`page.limit` differs from the one that the token was issued for");
    }
    return place;
  }

  private static @Nullable Integer requestedLimit(Members page) {
    Long limit = page.optionalCount("limit");
    return limit == null ? null : (int) Math.min(limit, Page.MAX_CANDIDATES);
  }

  private static void nothing(JsonGenerator json, String reason) throws IOException {
    json.writeStartObject();
    head(json, "", 0, "reason", reason);
    json.writeArrayFieldStart("results");
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void head(JsonGenerator json, String next, int count, String name, String value)
      throws IOException {
    json.writeObjectFieldStart("page");
    json.writeStringField("next_token", next);
    json.writeNumberField("count", count);
    json.writeEndObject();
    json.writeObjectFieldStart("context");
    json.writeStringField(name, value);
    json.writeEndObject();
  }
}
