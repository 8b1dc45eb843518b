/** What only Quarkus REST offers: waiting for a decision without holding the event loop. */
@NullMarked
package dev.writ.client.quarkus;

import org.jspecify.annotations.NullMarked;
