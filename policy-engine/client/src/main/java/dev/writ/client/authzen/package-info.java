/** The JSON of the AuthZEN Authorization API 1.0, written exactly and read strictly. */
@NullMarked
package dev.writ.client.authzen;

import org.jspecify.annotations.NullMarked;
