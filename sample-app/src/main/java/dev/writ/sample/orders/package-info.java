/** Orders, and what becomes of them. */
@NullMarked
package dev.writ.sample.orders;

import org.jspecify.annotations.NullMarked;
