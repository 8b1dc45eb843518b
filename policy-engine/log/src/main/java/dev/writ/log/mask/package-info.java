/**
 * What stays out of the log's leaves: by the policy set's schema, by the operator's paths and
 * patterns, and by default what no schema knows of subjects. And its deletion.
 */
@NullMarked
package dev.writ.log.mask;

import org.jspecify.annotations.NullMarked;
