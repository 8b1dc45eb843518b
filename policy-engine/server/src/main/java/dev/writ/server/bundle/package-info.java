/** Bundles: signs the policies that answer now, and gives them to decision points elsewhere. */
@NullMarked
package dev.writ.server.bundle;

import org.jspecify.annotations.NullMarked;
