/** What the decision log costs. */
@NullMarked
package dev.writ.bench.log;

import org.jspecify.annotations.NullMarked;
