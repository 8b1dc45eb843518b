/** Text of policy files and positions in it. */
@NullMarked
package dev.writ.compiler.source;

import org.jspecify.annotations.NullMarked;
