package dev.writ.server.config;

import dev.writ.log.store.Durability;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The server's configuration. {@code writ serve DIR --port N --host H --data DIR --config FILE}
 * sets {@code writ.policies}, {@code quarkus.http.port}, {@code quarkus.http.host}, {@code
 * writ.data} and {@code quarkus.config.locations}.
 */
@ConfigMapping(prefix = "writ")
public interface WritConfig {

  /**
   * The policy repository to serve: a folder with {@code writ.yaml} at its root, or {@code
   * git+https://host/path#branch:folder}, and the same with {@code ssh} and {@code file}.
   */
  String policies();

  /** The folder for what the server keeps: its decision log. Without one, it keeps none. */
  Optional<Path> data();

  /** The decision log. */
  DecisionLog log();

  /**
   * Whether to listen beyond the loopback address without TLS and without authenticating peers.
   * Anybody who reaches the port can then ask for decisions and explanations.
   */
  @WithDefault("false")
  boolean insecure();

  /**
   * The URL under which peers reach this server, for its AuthZEN metadata, and for which signed
   * requests and DPoP proofs must be made; without one, the scheme and host that a request names.
   */
  Optional<String> url();

  /** How edits of the policy repository are noticed. */
  Reload reload();

  /** How the searches page. */
  Search search();

  /** The server's certificate, and which client certificates it takes. */
  TlsConfig tls();

  /**
   * Whether programs on this machine may ask without credentials although peers are configured;
   * only on a loopback address.
   */
  @WithDefault("false")
  boolean local();

  /**
   * Whether policies may grant operations to peers beside {@code writ.peers}: whatever they allow a
   * peer to do on {@code {type: writ, id: pdp}}.
   */
  @WithDefault("false")
  boolean grantsByPolicy();

  /** What peers may do, by names of the operator's choice; see {@link PeerConfig}. */
  Map<String, PeerConfig> peers();

  /** How edits of the policy repository are noticed. */
  interface Reload {

    /** How often the folder is listed where the file system reports no events. */
    @WithDefault("500ms")
    Duration poll();

    /** How long the folder must have been still before it is read. */
    @WithDefault("100ms")
    Duration settle();
  }

  /** How the searches page. */
  interface Search {

    /** The results on a page where the request sets no limit; 1 to 10,000. */
    @WithDefault("1000")
    int pageSize();

    /**
     * A file with the key that authenticates page tokens, 32 bytes or more, the same on all servers
     * behind one address. Without one, each server makes its own when it starts.
     */
    Optional<Path> keyFile();
  }

  /** The decision log; there is one where {@code writ.data} names a folder. */
  interface DecisionLog {

    /**
     * What an answer waits for: {@code required} until its decisions are on disk, and it is deny
     * where they cannot be; {@code best-effort} for nothing, and what cannot be kept is counted.
     */
    @WithDefault("required")
    Durability durability();

    /** The name of this server in its records and checkpoints; without one, the host's. */
    Optional<String> instance();

    /**
     * A file with the Ed25519 key that signs checkpoints, in C2SP's form; without one, the server
     * makes its own under {@code writ.data} when it first starts.
     */
    Optional<Path> keyFile();

    /** When checkpoints are signed. */
    Checkpoint checkpoint();

    /** How long records are kept, in whole days such as {@code 400d}; without it, for ever. */
    Optional<Duration> retention();

    /** What records do not hold in clear, beside what schemas call sensitive. */
    Masking mask();

    /** Where checkpoints are published, off this host if it is to bind who holds the key. */
    Publication publish();

    /** Where records are sent as well, by a name for each. */
    Map<String, Sink> sinks();

    /** When checkpoints are signed. */
    interface Checkpoint {

      /** How long a record stays without a signature at most. */
      @WithDefault("10s")
      Duration interval();
    }

    /**
     * What records do not hold in clear. A pattern without {@code .} is held against names of
     * properties at any depth, one with against paths such as {@code subject.email}; {@code *}
     * stands for any characters.
     */
    interface Masking {

      /** What lies beside the log, where it can be deleted, and as a digest in it. */
      @WithDefault("resource.query")
      List<String> conceal();

      /** What is not kept at all, beside names that are known for secrets. */
      Optional<List<String>> never();

      /**
       * What stays in clear although a pattern, or the default for texts of subjects that no schema
       * knows, says otherwise. What a schema calls sensitive never does.
       */
      Optional<List<String>> clear();
    }

    /** Where checkpoints are published. */
    interface Publication {

      /** A file to which each checkpoint is appended, on another machine's disk. */
      Optional<Path> file();

      /** A URL to which each checkpoint is posted. */
      Optional<URI> url();

      /** Whether each checkpoint is also written to the server's log. */
      @WithDefault("false")
      boolean line();

      /** Witnesses that cosign each checkpoint, by a name for each. */
      Map<String, Witness> witnesses();

      /** A witness as C2SP's tlog-witness describes it, such as another of these servers. */
      interface Witness {

        /** The URL below which it has {@code add-checkpoint}. */
        URI url();

        /** Its verifier key. */
        String key();

        /**
         * A file with what is sent as {@code Authorization}, such as {@code Bearer} and a token;
         * read anew each time.
         */
        Optional<Path> authorizationFile();

        /**
         * The name of the TLS configuration, {@code quarkus.tls.NAME.*}, with the authorities that
         * are believed and the certificate that is shown; without one, the JVM's authorities.
         */
        Optional<String> tls();
      }
    }

    /** One place to which records are sent. */
    interface Sink {

      /** How they are sent. */
      Transport transport();

      /** In what form. */
      @WithDefault("record")
      Form form();

      /** What is left out: a CEL expression over {@code record}, true for records to drop. */
      Optional<String> drop();

      /**
       * What is masked: CEL expressions over {@code record}, by the path of the member that is left
       * out where it is true.
       */
      Map<String, String> mask();

      /** The topic, for Kafka. */
      @WithDefault("writ.decisions")
      String topic();

      /** The URL, for OpenTelemetry. */
      @WithDefault("http://localhost:4318/v1/logs")
      URI endpoint();

      /** Settings of the Kafka producer or headers for OpenTelemetry, by their own names. */
      Map<String, String> properties();
    }

    /** How records are sent. */
    enum Transport {
      KAFKA,
      OPENTELEMETRY
    }

    /** In what form records are sent. */
    enum Form {
      /** As they are in the log. */
      RECORD,
      /** As OCSF API Activity. */
      OCSF,
      /** As they are in the log, in a CloudEvents envelope. */
      CLOUDEVENTS
    }
  }
}
