/** JSON in and out: strict reading of request bodies, writing of CEL values. */
@NullMarked
package dev.writ.authzen.json;

import org.jspecify.annotations.NullMarked;
