package dev.writ.client.jakarta;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

/** Refuses to start an application with an endpoint that does not say how it is enforced. */
@Provider
@ApplicationScoped
public class EnforcementFeature implements DynamicFeature {

  @Inject @Any Instance<ResourceProperties> properties;

  @Override
  public void configure(ResourceInfo matched, FeatureContext context) {
    Endpoint endpoint = Endpoint.of(matched);
    EndpointRule rule = endpoint.rule();
    if (rule instanceof EndpointRule.Refused refused) {
      throw refusal(endpoint, refused.why());
    }
    if (rule instanceof EndpointRule.Ask ask && !isAvailable(ask.properties())) {
      throw refusal(endpoint, "there is no bean `" + ask.properties().getName() + "`");
    }
  }

  private boolean isAvailable(Class<? extends ResourceProperties> type) {
    return type == ResourceProperties.None.class || properties.select(type).isResolvable();
  }

  private static IllegalStateException refusal(Endpoint endpoint, String why) {
    return new IllegalStateException("`" + endpoint + "` is not enforced: " + why);
  }
}
