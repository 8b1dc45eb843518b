package dev.writ.client.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an endpoint's annotations demand, and which are refused before the application starts. */
class EndpointRulesTest {

  @Path("/shops/{shop}")
  @SuppressWarnings("unused")
  private static class Endpoints {

    @GET
    @Path("{id: [0-9]+}")
    @Enforce(action = "orders:read", resource = "orders", id = "{shop}/{id}")
    void asked() {}

    @GET
    @Enforce(action = "orders:create", resource = "orders")
    void askedOfTheType() {}

    @GET
    @EnforcedInCode
    void inCode() {}

    @GET
    @Unenforced(because = "it is public")
    void open() {}

    @GET
    void silent() {}

    @GET
    @Unenforced(because = " ")
    void openWithoutWhy() {}

    @GET
    @EnforcedInCode
    @Enforce(action = "orders:read", resource = "orders")
    void contradictory() {}

    @GET
    @Path("{id}")
    @Enforce(action = "orders:read", resource = "orders", id = "{other}")
    void unknownParameter() {}

    @GET
    @Enforce(action = "", resource = "orders")
    void emptyAction() {}

    @GET
    @Enforce(action = "orders:read", resource = "orders", id = "{shop")
    void brokenTemplate() {}

    @Path("sub")
    @Enforce(action = "orders:read", resource = "orders")
    Endpoints locator() {
      return this;
    }
  }

  @Enforce(action = "orders:read", resource = "orders")
  @SuppressWarnings("unused")
  private static class Guarded {

    @GET
    void silent() {}

    @GET
    @Unenforced(because = "it is public")
    void open() {}
  }

  @Test
  void theIdMayHaveParametersOfClassAndMethod() {
    assertThat(rule(Endpoints.class, "asked"))
        .isEqualTo(
            new EndpointRule.Ask(
                "orders:read",
                "orders",
                new IdTemplate("{shop}/{id}"),
                ResourceProperties.None.class));
  }

  @Test
  void withoutAnIdTheTypeAsAWholeIsMeant() {
    assertThat(rule(Endpoints.class, "askedOfTheType"))
        .isInstanceOfSatisfying(
            EndpointRule.Ask.class, ask -> assertThat(ask.id().text()).isEqualTo("*"));
  }

  @Test
  void anEndpointMayAskByItselfOrNotAtAll() {
    assertThat(rule(Endpoints.class, "inCode")).isEqualTo(new EndpointRule.InCode());
    assertThat(rule(Endpoints.class, "open")).isEqualTo(new EndpointRule.Open());
  }

  @Test
  void aClassSpeaksForItsMethodsUntilTheySpeakThemselves() {
    assertThat(rule(Guarded.class, "silent")).isInstanceOf(EndpointRule.Ask.class);
    assertThat(rule(Guarded.class, "open")).isEqualTo(new EndpointRule.Open());
  }

  @ParameterizedTest
  @CsvSource({
    "silent, say `@Enforce`",
    "openWithoutWhy, say `because`",
    "contradictory, say one of",
    "unknownParameter, its path has no parameter `other`",
    "emptyAction, empty action",
    "brokenTemplate, braces",
    "locator, hands over"
  })
  void whatIsLeftOpenIsRefused(String method, String why) {
    assertThat(rule(Endpoints.class, method))
        .isInstanceOfSatisfying(
            EndpointRule.Refused.class, refused -> assertThat(refused.why()).contains(why));
  }

  @ParameterizedTest
  @ValueSource(strings = {"silent", "contradictory", "locator"})
  void anApplicationWithSuchAnEndpointDoesNotStart(String method) {
    EnforcementFeature feature = new EnforcementFeature();
    assertThatThrownBy(() -> feature.configure(new Matched(method(Endpoints.class, method)), null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("`Endpoints." + method + "` is not enforced: ");
  }

  private static EndpointRule rule(Class<?> resource, String name) {
    return EndpointRules.of(resource, method(resource, name));
  }

  private static Method method(Class<?> resource, String name) {
    return Arrays.stream(resource.getDeclaredMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private record Matched(Method method) implements ResourceInfo {
    @Override
    public Method getResourceMethod() {
      return method;
    }

    @Override
    public Class<?> getResourceClass() {
      return method.getDeclaringClass();
    }
  }
}
