package dev.writ.client.jakarta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.writ.client.Answered;
import dev.writ.client.Decision;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** Refusals as problem details (RFC 9457). */
final class Problem {

  /** Says nothing of what failed: the caller could not mend it, and an attacker could use it. */
  static final String UNDECIDED = "Access could not be decided; try again later.";

  private static final String NO_RULE = "No rule allows it.";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Problem() {}

  static Response forbidden(Decision decision) {
    Map<String, Object> members = members(Response.Status.FORBIDDEN, detail(decision));
    decision.id().ifPresent(id -> members.put("decision", id));
    return response(Response.Status.FORBIDDEN, members).build();
  }

  static Response undecided() {
    Response.Status status = Response.Status.FORBIDDEN;
    return response(status, members(status, UNDECIDED)).build();
  }

  static Response unauthenticated(String challenge) {
    Response.Status status = Response.Status.UNAUTHORIZED;
    return response(status, members(status, "Sign in first."))
        .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
        .build();
  }

  private static String detail(Decision decision) {
    return decision instanceof Answered answered ? answered.reason().orElse(NO_RULE) : UNDECIDED;
  }

  private static Map<String, Object> members(Response.Status status, String detail) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", "about:blank");
    members.put("title", status.getReasonPhrase());
    members.put("status", status.getStatusCode());
    members.put("detail", detail);
    return members;
  }

  private static Response.ResponseBuilder response(
      Response.Status status, Map<String, Object> members) {
    try {
      return Response.status(status)
          .type("application/problem+json")
          .entity(JSON.writeValueAsString(members));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem has only texts and numbers", e);
    }
  }
}
