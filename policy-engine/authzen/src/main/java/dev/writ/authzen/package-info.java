/**
 * The AuthZEN Authorization API 1.0 without a transport: questions read from JSON, answers written
 * to it. Whatever answers AuthZEN here answers through this package, so that the same question gets
 * the same bytes from every one of them.
 */
@NullMarked
package dev.writ.authzen;

import org.jspecify.annotations.NullMarked;
