/** Payments for orders. */
@NullMarked
package dev.writ.sample.payments;

import org.jspecify.annotations.NullMarked;
