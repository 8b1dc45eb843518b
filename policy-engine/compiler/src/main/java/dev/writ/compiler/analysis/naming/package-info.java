/** Names across a repository: who declares them, who means them, and in which order. */
@NullMarked
package dev.writ.compiler.analysis.naming;

import org.jspecify.annotations.NullMarked;
