/** An OAuth or OpenID provider as it shows itself: metadata, keys, authorization endpoint. */
@NullMarked
package dev.writ.cli.doctor.provider;

import org.jspecify.annotations.NullMarked;
