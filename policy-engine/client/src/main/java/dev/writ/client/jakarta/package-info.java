/**
 * Enforcement for Jakarta REST applications with CDI: an endpoint says with {@link
 * dev.writ.client.jakarta.Enforce} what it does to what, and nothing runs that was not allowed.
 */
@NullMarked
package dev.writ.client.jakarta;

import org.jspecify.annotations.NullMarked;
