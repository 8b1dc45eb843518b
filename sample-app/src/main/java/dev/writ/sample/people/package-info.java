/** Profiles and accounts. */
@NullMarked
package dev.writ.sample.people;

import org.jspecify.annotations.NullMarked;
