/** Attacks on the packaged server from outside: TLS, certificates, tokens, signatures. */
@NullMarked
package dev.writ.cli.attack;

import org.jspecify.annotations.NullMarked;
