package dev.writ.testbed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Serves the bare repositories of a folder over HTTP: {@code git http-backend}, which comes with
 * Git, run as a CGI program (RFC 3875) behind a server of the JDK, to users who say the password.
 */
public final class GitHttpServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Path folder;
  private final boolean secure;

  private GitHttpServer(HttpServer server, Path folder, boolean secure) {
    this.server = server;
    this.folder = folder;
    this.secure = secure;
  }

  /**
   * Starts on a free port of 127.0.0.1.
   *
   * @param tls null for plain HTTP
   * @param password null for one that asks for none
   */
  public static GitHttpServer start(
      Path folder, @Nullable SSLContext tls, @Nullable String password) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = tls == null ? HttpServer.create(address, 0) : secure(address, tls);
    var git = new GitHttpServer(server, folder, tls != null);
    server.setExecutor(git.threads);
    var context = server.createContext("/", git::answer);
    if (password != null) {
      context.setAuthenticator(new Password(password));
    }
    server.start();
    return git;
  }

  private static HttpServer secure(InetSocketAddress address, SSLContext tls) throws IOException {
    HttpsServer server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return server;
  }

  /** The URL of a repository of the folder. */
  public String url(Path repository) {
    String scheme = secure ? "https" : "http";
    int port = server.getAddress().getPort();
    return scheme + "://127.0.0.1:" + port + "/" + folder.relativize(repository);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      var builder = new ProcessBuilder("git", "http-backend");
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      variables(exchange, body.length, builder.environment());
      Process process = builder.start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(body);
      }
      try (var out = new BufferedInputStream(process.getInputStream())) {
        relay(out, exchange);
      } finally {
        process.destroy();
      }
    }
  }

  private void variables(HttpExchange exchange, int length, Map<String, String> variables) {
    Headers headers = exchange.getRequestHeaders();
    variables.put("GIT_CONFIG_GLOBAL", "/dev/null");
    variables.put("GIT_CONFIG_NOSYSTEM", "1");
    variables.put("GIT_CONFIG_COUNT", "1");
    variables.put("GIT_CONFIG_KEY_0", "safe.directory");
    variables.put("GIT_CONFIG_VALUE_0", "*");
    variables.put("GIT_PROJECT_ROOT", folder.toString());
    variables.put("GIT_HTTP_EXPORT_ALL", "1");
    variables.put("REQUEST_METHOD", exchange.getRequestMethod());
    variables.put("PATH_INFO", exchange.getRequestURI().getPath());
    put(variables, "QUERY_STRING", exchange.getRequestURI().getQuery());
    put(variables, "CONTENT_TYPE", headers.getFirst("Content-Type"));
    put(variables, "HTTP_CONTENT_ENCODING", headers.getFirst("Content-Encoding"));
    put(variables, "GIT_PROTOCOL", headers.getFirst("Git-Protocol"));
    variables.put("CONTENT_LENGTH", String.valueOf(length));
  }

  private static void put(Map<String, String> variables, String name, @Nullable String value) {
    variables.put(name, value == null ? "" : value);
  }

  /** Passes on what the program answers: its fields, an empty line, the body. */
  private static void relay(InputStream out, HttpExchange exchange) throws IOException {
    int status = 200;
    for (String line = line(out); !line.isEmpty(); line = line(out)) {
      String name = line.substring(0, line.indexOf(':'));
      String value = line.substring(name.length() + 1).strip();
      if (name.equalsIgnoreCase("Status")) {
        status = Integer.parseInt(value.substring(0, 3));
      } else {
        exchange.getResponseHeaders().add(name, value);
      }
    }
    exchange.sendResponseHeaders(status, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      out.transferTo(body);
    }
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return line.toString(US_ASCII).stripTrailing();
  }

  /** Lets in everybody who knows it. */
  private static final class Password extends BasicAuthenticator {
    private final String password;

    private Password(String password) {
      super("git", UTF_8);
      this.password = password;
    }

    @Override
    public boolean checkCredentials(String user, String given) {
      return password.equals(given);
    }
  }
}
