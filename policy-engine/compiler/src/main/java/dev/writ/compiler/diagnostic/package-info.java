/** Problems of a policy repository, and how people and machines read them. */
@NullMarked
package dev.writ.compiler.diagnostic;

import org.jspecify.annotations.NullMarked;
