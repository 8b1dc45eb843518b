package dev.writ.server.decisions;

import dev.writ.authzen.json.InvalidRequest;
import dev.writ.authzen.json.JsonWriter;
import dev.writ.log.checkpoint.InvalidNoteException;
import dev.writ.log.read.InvalidCursor;
import dev.writ.log.read.Page;
import dev.writ.log.store.LogReader.Stored;
import dev.writ.log.verify.OfflineProof;
import dev.writ.server.log.LogService;
import dev.writ.server.log.Logbook;
import dev.writ.server.peer.Caller;
import dev.writ.server.peer.Doorman;
import dev.writ.server.peer.Operation;
import dev.writ.server.record.ServerEvents;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The decision log over HTTP, for peers that may read it: records by filters, one record, its
 * proof; and checkpoint and tiles under the paths of C2SP's tlog-tiles. Every read of records is
 * recorded before anything is given out.
 */
@Path("/v1/decisions")
public class DecisionsResource {
  private static final Pattern TILE =
      Pattern.compile("(\\d{1,2}|entries)/(x\\d{3}/)*\\d{3}(\\.p/\\d{1,3})?");
  private static final String ENTRIES = "entries/";

  private final LogService service;
  private final Doorman doorman;
  private final ServerEvents events;

  DecisionsResource(LogService service, Doorman doorman, ServerEvents events) {
    this.service = service;
    this.doorman = doorman;
    this.events = events;
  }

  /** Gives something out of the log. */
  @FunctionalInterface
  private interface Reading<T> {
    T read(Logbook book) throws IOException;
  }

  /** The records that match, the newest first. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Uni<byte[]> find(@Context HttpServerRequest request) {
    var query = Query.of(request.params());
    return admit(request)
        .flatMap(
            caller ->
                read(book -> page(book, query))
                    .call(found -> record(caller, query.filter().texts(), found.records().size())))
        .map(Answers::page);
  }

  /** One record. */
  @GET
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  public Uni<byte[]> one(@PathParam("id") String id, @Context HttpServerRequest request) {
    return admit(request)
        .flatMap(
            caller ->
                read(book -> find(book, id)).call(found -> record(caller, Map.of("id", id), 1)))
        .map(found -> JsonWriter.bytes(json -> Answers.record(json, found)));
  }

  /** The proof that a record is in the log, as C2SP's tlog-proof. */
  @GET
  @Path("{id}/proof")
  @Produces(MediaType.TEXT_PLAIN)
  public Uni<String> proof(@PathParam("id") String id, @Context HttpServerRequest request) {
    return admit(request)
        .flatMap(
            caller ->
                read(book -> proof(book, find(book, id)))
                    .call(found -> record(caller, Map.of("proof", id), 1)));
  }

  /** The newest signed checkpoint. */
  @GET
  @Path("checkpoint")
  @Produces(MediaType.TEXT_PLAIN)
  public Uni<String> checkpoint(@Context HttpServerRequest request) {
    return admit(request)
        .flatMap(caller -> read(book -> Files.readString(book.folder().resolve("checkpoint"))));
  }

  /** What verifies checkpoints; believe it from nowhere that could alter the log too. */
  @GET
  @Path("key")
  @Produces(MediaType.TEXT_PLAIN)
  public Uni<String> key(@Context HttpServerRequest request) {
    return admit(request).flatMap(caller -> read(book -> book.verifier().text() + "\n"));
  }

  /** A tile of hashes, or a bundle of entries. */
  @GET
  @Path("tile/{tile: .+}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public Uni<byte[]> tile(@PathParam("tile") String tile, @Context HttpServerRequest request) {
    return admit(request)
        .flatMap(
            caller -> {
              if (!TILE.matcher(tile).matches()) {
                throw new NotFoundException();
              }
              Uni<byte[]> bytes =
                  read(book -> Files.readAllBytes(book.folder().resolve("tile").resolve(tile)));
              return tile.startsWith(ENTRIES)
                  ? bytes.call(found -> record(caller, Map.of("tile", tile), 1))
                  : bytes;
            });
  }

  private static Page page(Logbook book, Query query) throws IOException {
    try {
      return book.search().page(query.filter(), query.cursor(), query.limit());
    } catch (InvalidCursor e) {
      throw new InvalidRequest("`cursor` does not belong to this search: begin again without it");
    }
  }

  private static Stored find(Logbook book, String id) throws IOException {
    Page.Found found = book.search().byId(id);
    if (found == null) {
      throw new NotFoundException();
    }
    return found.entry();
  }

  private static String proof(Logbook book, Stored stored) throws IOException {
    if (stored.index() >= book.status().signed()) {
      book.log().sign().join();
    }
    try {
      return OfflineProof.of(book.folder(), book.log().reader(), stored.index(), book.verifier())
          .text();
    } catch (InvalidNoteException e) {
      throw new IOException(e);
    }
  }

  private Uni<Caller> admit(HttpServerRequest request) {
    return doorman.admit(request, new byte[0], Operation.READ_LOG);
  }

  private Uni<Void> record(Caller caller, Map<String, String> asked, int count) {
    return events.read(caller.peer(), asked, count);
  }

  /** Reads on a worker, since disks take their time. */
  private <T> Uni<T> read(Reading<T> reading) {
    Logbook book = service.book().orElseThrow(NotFoundException::new);
    return Uni.createFrom()
        .item(
            () -> {
              try {
                return reading.read(book);
              } catch (NoSuchFileException e) {
                throw new NotFoundException(e);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }
}
