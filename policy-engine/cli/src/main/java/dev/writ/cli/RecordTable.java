package dev.writ.cli;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/** Records as a table of DuckDB, which knows SQL, CSV and Parquet. Loaded by its verb alone. */
final class RecordTable {
  /** The members that people ask for most, and the whole record. */
  private static final String TABLE =
      """
      CREATE VIEW records AS SELECT
        json->>'$.id' AS id,
        CAST(json->>'$.time' AS TIMESTAMPTZ) AS time,
        json->>'$.type' AS type,
        json->>'$.instance' AS instance,
        json->>'$.peer.id' AS peer,
        json->>'$.subject.type' AS subject_type,
        json->>'$.subject.id' AS subject_id,
        json->>'$.action.name' AS action,
        json->>'$.resource.type' AS resource_type,
        json->>'$.resource.id' AS resource_id,
        json->>'$.decision.verdict' AS decision,
        CAST(json->'$.decision.rules' AS VARCHAR[]) AS rules,
        json->>'$.decision.reason' AS reason,
        json->>'$.revision.hash' AS revision,
        CAST(json->>'$.latency' AS BIGINT) AS latency,
        CAST(json AS VARCHAR) AS record
      FROM read_ndjson_objects('%s', maximum_object_size = 1048576)
      """;

  /**
   * The same table, of texts that no spreadsheet takes for a formula: those that begin like one
   * have an apostrophe before them.
   */
  private static final String TEXTS =
      """
      SELECT CASE
          WHEN typeof(COLUMNS(*)) = 'VARCHAR'
            AND regexp_matches(CAST(COLUMNS(*) AS VARCHAR), '^[=+@\\t\\r\\n-]')
          THEN chr(39) || CAST(COLUMNS(*) AS VARCHAR)
          ELSE CAST(COLUMNS(*) AS VARCHAR) END
      FROM (%s)
      """;

  private RecordTable() {}

  /**
   * Writes a query's answer.
   *
   * @param lines the records, a line of JSON each
   * @param sql a query of the table {@code records}, or null for all of it
   * @param format {@code jsonl}, {@code csv} or {@code parquet}
   */
  static void copy(Path lines, @Nullable String sql, String format, Path to) throws SQLException {
    try (Connection duck = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        Statement statement = duck.createStatement()) {
      statement.execute("SET autoinstall_known_extensions = false");
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute(TABLE.formatted(quoted(lines)));
      String query = sql == null ? "SELECT * FROM records" : sql;
      boolean csv = format.equals("csv");
      String options = csv ? "FORMAT csv, HEADER" : "FORMAT " + named(format);
      String rows = csv ? TEXTS.formatted(query) : query;
      statement.execute("COPY (" + rows + ") TO '" + quoted(to) + "' (" + options + ")");
    }
  }

  private static String named(String format) {
    return format.equals("jsonl") ? "json" : format;
  }

  private static String quoted(Path path) {
    return path.toString().replace("'", "''");
  }
}
