/** The AuthZEN Authorization API 1.0 and the explanation of decisions. */
@NullMarked
package dev.writ.server.api;

import org.jspecify.annotations.NullMarked;
