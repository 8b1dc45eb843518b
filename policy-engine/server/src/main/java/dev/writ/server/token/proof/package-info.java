/** That whoever presents a token is the one it was issued to: RFC 8705 and RFC 9449. */
@NullMarked
package dev.writ.server.token.proof;

import org.jspecify.annotations.NullMarked;
