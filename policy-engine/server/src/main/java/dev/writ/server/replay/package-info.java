/** What must be seen only once: nonces, token ids, signatures. */
@NullMarked
package dev.writ.server.replay;

import org.jspecify.annotations.NullMarked;
