package dev.writ.client.jakarta;

/** What an endpoint's annotation demands. */
sealed interface EndpointRule {

  /** Ask this before the endpoint runs. */
  record Ask(
      String action, String type, IdTemplate id, Class<? extends ResourceProperties> properties)
      implements EndpointRule {}

  /** The endpoint asks by itself. */
  record InCode() implements EndpointRule {}

  /** Nobody need be asked. */
  record Open() implements EndpointRule {}

  /** The endpoint never runs. */
  record Refused(String why) implements EndpointRule {}
}
