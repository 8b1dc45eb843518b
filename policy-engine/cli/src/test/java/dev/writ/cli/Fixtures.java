package dev.writ.cli;

/** Policy repositories and requests among the test resources. */
final class Fixtures {
  private static final String RESOURCES = "src/test/resources/";

  private Fixtures() {}

  static String repository(String name) {
    return RESOURCES + "repositories/" + name;
  }

  static String request(String name) {
    return RESOURCES + "requests/" + name + ".json";
  }
}
