package dev.writ.server.sink;

import java.time.Instant;

/**
 * A record on its way to another place.
 *
 * @param id of the record
 * @param instance which server made it
 * @param type of the record, such as {@code decision}
 * @param time of the record
 * @param content JSON, as UTF-8
 * @param enveloped whether it goes in a CloudEvents envelope
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Message(
    String id, String instance, String type, Instant time, byte[] content, boolean enveloped) {}
