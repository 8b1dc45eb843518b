package dev.writ.log.ship;

/** Bytes that are no shipment. Its message is for people. */
public final class InvalidShipment extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidShipment(String message) {
    super(message);
  }
}
