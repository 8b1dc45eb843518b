/** The AuthZEN searches: candidates, pages and their tokens. */
@NullMarked
package dev.writ.server.search;

import org.jspecify.annotations.NullMarked;
