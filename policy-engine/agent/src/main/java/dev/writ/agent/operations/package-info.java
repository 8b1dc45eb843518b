/** Health and metrics. */
@NullMarked
package dev.writ.agent.operations;

import org.jspecify.annotations.NullMarked;
