/** JSON Web Tokens: read strictly, verified by a known key, and what they claim. */
@NullMarked
package dev.writ.server.token.jwt;

import org.jspecify.annotations.NullMarked;
