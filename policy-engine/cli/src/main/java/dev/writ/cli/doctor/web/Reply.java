package dev.writ.cli.doctor.web;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/**
 * What a server answered. The body must not be changed.
 *
 * @param body at most as long as {@link Web} allows
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Reply(int status, HttpHeaders headers, byte[] body) {

  /** Whether the browser is sent elsewhere. */
  public boolean isRedirect() {
    return status >= 300 && status < 400 && location().isPresent();
  }

  /** Whether the request was refused, by its status. */
  public boolean isError() {
    return status >= 400;
  }

  /** Where the browser is sent, as the server wrote it. */
  public Optional<String> location() {
    return headers.firstValue("Location");
  }

  /** All values of a header, in order; those of lists in one line apart. */
  public List<String> values(String header) {
    return headers.allValues(header).stream()
        .flatMap(line -> List.of(line.split(",", -1)).stream())
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }
}
