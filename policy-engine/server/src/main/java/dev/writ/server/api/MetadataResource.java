package dev.writ.server.api;

import dev.writ.authzen.json.JsonWriter;
import dev.writ.server.config.WritConfig;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** AuthZEN's Policy Decision Point Metadata. */
@Path("/.well-known/authzen-configuration")
@Produces(MediaType.APPLICATION_JSON)
public class MetadataResource {
  private final Optional<String> configuredUrl;

  MetadataResource(WritConfig configuration) {
    configuredUrl = configuration.url().map(MetadataResource::withoutSlash);
  }

  /** Where the endpoints are. */
  @GET
  @NonBlocking
  public byte[] metadata(@Context HttpServerRequest request) {
    String url =
        configuredUrl.orElseGet(
            () -> request.scheme() + "://" + String.valueOf(request.authority()));
    return JsonWriter.bytes(
        json -> {
          json.writeStartObject();
          json.writeStringField("policy_decision_point", url);
          json.writeStringField("access_evaluation_endpoint", url + "/access/v1/evaluation");
          json.writeStringField("access_evaluations_endpoint", url + "/access/v1/evaluations");
          json.writeStringField("search_subject_endpoint", url + "/access/v1/search/subject");
          json.writeStringField("search_resource_endpoint", url + "/access/v1/search/resource");
          json.writeStringField("search_action_endpoint", url + "/access/v1/search/action");
          json.writeEndObject();
        });
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
