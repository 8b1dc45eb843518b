/** Whose tokens are believed: issuers, their keys, and what they answer when asked. */
@NullMarked
package dev.writ.server.token.issuer;

import org.jspecify.annotations.NullMarked;
