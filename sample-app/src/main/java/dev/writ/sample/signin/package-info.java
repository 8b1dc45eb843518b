/** Who calls the shop. */
@NullMarked
package dev.writ.sample.signin;

import org.jspecify.annotations.NullMarked;
