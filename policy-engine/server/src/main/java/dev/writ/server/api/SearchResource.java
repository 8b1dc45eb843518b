package dev.writ.server.api;

import dev.writ.authzen.json.Members;
import dev.writ.authzen.json.StrictJson;
import dev.writ.server.peer.Caller;
import dev.writ.server.peer.Doorman;
import dev.writ.server.peer.Operation;
import dev.writ.server.record.Recording;
import dev.writ.server.record.Recordings;
import dev.writ.server.search.Search;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** AuthZEN's Subject, Resource and Action Search. */
@Path("/access/v1/search")
@Produces(MediaType.APPLICATION_JSON)
public class SearchResource {

  /** Reads the body of one of the searches. */
  @FunctionalInterface
  private interface Reader {
    Asked read(Members body, Caller caller);
  }

  private final Searcher searcher;
  private final Doorman doorman;
  private final Recordings recordings;

  SearchResource(Searcher searcher, Doorman doorman, Recordings recordings) {
    this.searcher = searcher;
    this.doorman = doorman;
    this.recordings = recordings;
  }

  /** The subjects who may. */
  @POST
  @Path("subject")
  public Uni<byte[]> subjects(byte[] body, @Context HttpServerRequest request) {
    return search(Search.SUBJECT, body, request, RequestReader::subjectSearch);
  }

  /** The resources on which the subject may. */
  @POST
  @Path("resource")
  public Uni<byte[]> resources(byte[] body, @Context HttpServerRequest request) {
    return search(Search.RESOURCE, body, request, RequestReader::resourceSearch);
  }

  /** What the subject may do. */
  @POST
  @Path("action")
  public Uni<byte[]> actions(byte[] body, @Context HttpServerRequest request) {
    return search(Search.ACTION, body, request, RequestReader::actionSearch);
  }

  private Uni<byte[]> search(Search search, byte[] body, HttpServerRequest request, Reader reader) {
    return doorman
        .admit(request, body, Operation.SEARCH)
        .flatMap(
            caller ->
                recordings.answer(
                    true, recording -> search(search, body, caller, reader, recording)));
  }

  private byte[] search(
      Search search, byte[] body, Caller caller, Reader reader, Recording recording) {
    Members members = Members.of(StrictJson.readObject(body));
    return searcher.search(search, reader.read(members, caller), members, caller, recording);
  }
}
