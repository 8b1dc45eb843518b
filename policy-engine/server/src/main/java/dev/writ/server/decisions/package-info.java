/** Reading the decision log: by filters, one record, its proof, its tiles. */
@NullMarked
package dev.writ.server.decisions;

import org.jspecify.annotations.NullMarked;
