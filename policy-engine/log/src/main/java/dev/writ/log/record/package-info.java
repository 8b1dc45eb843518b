/**
 * What the decision log holds: records, their one canonical JSON form, and the way back.
 *
 * <p>The form is that of RFC 8785: members in the order of their UTF-16 code units, numbers as
 * ECMAScript writes them. Its schema is {@code docs/schemas/decision-record.schema.json}.
 */
@NullMarked
package dev.writ.log.record;

import org.jspecify.annotations.NullMarked;
