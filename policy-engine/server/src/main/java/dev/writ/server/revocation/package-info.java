/** What was taken back before its time: tokens, sessions, subjects and keys. */
@NullMarked
package dev.writ.server.revocation;

import org.jspecify.annotations.NullMarked;
