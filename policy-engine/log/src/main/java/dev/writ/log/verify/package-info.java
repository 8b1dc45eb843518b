/** Whether a log is what was signed, and proofs for those who have only its key. */
@NullMarked
package dev.writ.log.verify;

import org.jspecify.annotations.NullMarked;
