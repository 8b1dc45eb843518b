/** From a question to an answer, with its record. */
@NullMarked
package dev.writ.agent.decide;

import org.jspecify.annotations.NullMarked;
