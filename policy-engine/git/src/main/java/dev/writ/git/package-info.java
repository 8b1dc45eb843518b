/**
 * Policy repositories that lie in Git: fetches a branch or tag into a bare cache and reads the
 * policy files straight from a commit, without a checkout.
 */
@NullMarked
package dev.writ.git;

import org.jspecify.annotations.NullMarked;
