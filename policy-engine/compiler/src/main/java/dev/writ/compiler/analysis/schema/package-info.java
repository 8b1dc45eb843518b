/** What schemas declare: united, and checked against what else the repository says. */
@NullMarked
package dev.writ.compiler.analysis.schema;

import org.jspecify.annotations.NullMarked;
