/**
 * What is checked of a provider: RFC 9700, RFC 8414 and OpenID Connect Discovery, one rule each.
 */
@NullMarked
package dev.writ.cli.doctor.check;

import org.jspecify.annotations.NullMarked;
