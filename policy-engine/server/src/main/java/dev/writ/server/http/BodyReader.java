package dev.writ.server.http;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Reads bodies up to the limit. A longer one that did not announce its length is refused like
 * everything else; the framework would refuse it without a text.
 */
@Provider
@Consumes(MediaType.WILDCARD)
public class BodyReader implements ServerMessageBodyReader<byte[]> {
  private final int mostBytes;

  BodyReader(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize mostBytes) {
    this.mostBytes = Math.toIntExact(mostBytes.asLongValue());
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type generic, ResteasyReactiveResourceInfo method, MediaType media) {
    return type == byte[].class;
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
    return type == byte[].class;
  }

  @Override
  public byte[] readFrom(
      Class<byte[]> type, Type generic, MediaType media, ServerRequestContext context)
      throws IOException {
    return read(context.getInputStream());
  }

  @Override
  public byte[] readFrom(
      Class<byte[]> type,
      Type generic,
      Annotation[] annotations,
      MediaType media,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    return read(body);
  }

  private byte[] read(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(mostBytes);
    if (bytes.length == mostBytes && body.read() >= 0) {
      throw new WebApplicationException(Status.REQUEST_ENTITY_TOO_LARGE);
    }
    return bytes;
  }
}
