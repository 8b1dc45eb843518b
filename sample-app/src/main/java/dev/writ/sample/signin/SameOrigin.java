package dev.writ.sample.signin;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * Pages act on a cookie, which browsers send whoever made the form. So without credentials of its
 * own, what changes something is taken only if the browser says that it comes from these pages
 * themselves; every current browser says so, and no page can make it say another thing (Fetch
 * Metadata).
 */
@Provider
public class SameOrigin implements ContainerRequestFilter {

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  @Override
  public void filter(ContainerRequestContext request) {
    boolean changes = !SAFE.contains(request.getMethod());
    boolean byCookie = request.getHeaderString(HttpHeaders.AUTHORIZATION) == null;
    if (changes && byCookie && !"same-origin".equals(request.getHeaderString("Sec-Fetch-Site"))) {
      request.abortWith(
          Response.status(Response.Status.FORBIDDEN)
              .type(MediaType.TEXT_PLAIN)
              .entity("this form was not sent from the shop's own page")
              .build());
    }
  }
}
