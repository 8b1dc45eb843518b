/** Data of policy files as values. */
@NullMarked
package dev.writ.compiler.analysis.data;

import org.jspecify.annotations.NullMarked;
