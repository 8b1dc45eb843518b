package dev.writ.bench;

import dev.writ.authzen.json.Members;
import dev.writ.authzen.json.StrictJson;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;

/** The floor for a decision over HTTP: parses the same JSON on the same server, decides nothing. */
@Path("/bench")
@Produces(MediaType.APPLICATION_JSON)
public class ConstantResource {
  private static final byte[] ANSWER =
      """
      {"decision":true,"context":{"id":"01a200d0-71b5-7bd8-848d-1ddcf0dfa639",\
      "revision":"2f28b277decd2f2de9a37901e3780b6ba83b6610cbef5a0a3e25e7cd0d4c77f6",\
      "rules":["p000000/owners-write"]}}"""
          .getBytes(StandardCharsets.UTF_8);

  /** Parses and answers. */
  @POST
  @Path("constant")
  public Uni<byte[]> constant(byte[] body) {
    Members members = Members.of(StrictJson.readObject(body));
    return Uni.createFrom().item(members == null ? new byte[0] : ANSWER);
  }
}
