package dev.writ.server.peer.mtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.writ.server.tls.Authority;
import dev.writ.server.tls.Authority.Leaf;
import dev.writ.server.tls.Credential;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import io.grpc.stub.StreamObserver;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.spiffe.workloadapi.grpc.SpiffeWorkloadAPIGrpc.SpiffeWorkloadAPIImplBase;
import io.spiffe.workloadapi.grpc.Workload.X509SVID;
import io.spiffe.workloadapi.grpc.Workload.X509SVIDRequest;
import io.spiffe.workloadapi.grpc.Workload.X509SVIDResponse;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates from a server that speaks the protocol of the SPIFFE Workload API. */
class WorkloadApiTest {
  private static final String PDP = "spiffe://shop.example/ns/prod/sa/pdp";

  @TempDir Path folder;

  private final Authority shop = Authority.named("shop");
  private final Agent agent = new Agent();
  private final Vertx vertx = Vertx.vertx();
  private EpollEventLoopGroup loops;
  private Server server;

  @BeforeEach
  void start() throws IOException {
    loops = new EpollEventLoopGroup(1);
    server =
        NettyServerBuilder.forAddress(
                new DomainSocketAddress(folder.resolve("agent.sock").toFile()))
            .channelType(EpollServerDomainSocketChannel.class)
            .bossEventLoopGroup(loops)
            .workerEventLoopGroup(loops)
            .addService(agent)
            .build()
            .start();
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
    loops.shutdownGracefully();
    vertx.close();
  }

  @Test
  void certificateKeyAndAuthoritiesComeFromTheApi() throws Exception {
    Credential first = shop.issue(Leaf.workload(PDP));
    agent.next = response(first, shop);
    try (WorkloadApi api = connect()) {
      PemKeyCertOptions options = api.certificate(vertx);
      KeyStore store = options.loadKeyStore(vertx);
      assertThat(store.getCertificate(store.aliases().nextElement()))
          .isEqualTo(first.chain().getFirst());
      assertThat(api.bundles().authorities()).containsExactly(shop.certificate());
      assertThat(api.certificate(vertx)).isEqualTo(options);
      assertThat(api.bundles()).isEqualTo(api.bundles());
    }
  }

  @Test
  void renewedCertificatesAreTaken() throws Exception {
    agent.next = response(shop.issue(Leaf.workload(PDP)), shop);
    try (WorkloadApi api = connect()) {
      PemKeyCertOptions before = api.certificate(vertx);
      Authority renewed = Authority.named("renewed");
      agent.push(response(renewed.issue(Leaf.workload(PDP)), renewed));
      while (api.bundles().authorities().contains(shop.certificate())) {
        Thread.onSpinWait();
      }
      assertThat(api.bundles().authorities()).containsExactly(renewed.certificate());
      assertThat(api.certificate(vertx)).isNotEqualTo(before);
    }
  }

  @Test
  void anAddressThatIsNoneIsRefused() {
    assertThatThrownBy(() -> WorkloadApi.connect("http://agent"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("`http://agent`");
  }

  private WorkloadApi connect() {
    return WorkloadApi.connect("unix:" + folder.resolve("agent.sock"));
  }

  private static X509SVIDResponse response(Credential credential, Authority authority)
      throws CertificateEncodingException {
    var chain = new ByteArrayOutputStream();
    for (X509Certificate certificate : credential.chain()) {
      chain.writeBytes(certificate.getEncoded());
    }
    return X509SVIDResponse.newBuilder()
        .addSvids(
            X509SVID
                .newBuilder()
                .setSpiffeId(PDP)
                .setX509Svid(ByteString.copyFrom(chain.toByteArray()))
                .setX509SvidKey(ByteString.copyFrom(credential.key().getEncoded()))
                .setBundle(ByteString.copyFrom(authority.certificate().getEncoded())))
        .build();
  }

  /** Streams what the test gives it, as an agent does. */
  private static final class Agent extends SpiffeWorkloadAPIImplBase {
    private volatile X509SVIDResponse next;
    private volatile StreamObserver<X509SVIDResponse> listener;

    @Override
    public void fetchX509SVID(X509SVIDRequest request, StreamObserver<X509SVIDResponse> observer) {
      listener = observer;
      observer.onNext(next);
    }

    void push(X509SVIDResponse response) {
      listener.onNext(response);
    }
  }
}
