/** JSON in and out: strict reading of request bodies, writing of CEL values. */
@NullMarked
package dev.writ.server.json;

import org.jspecify.annotations.NullMarked;
