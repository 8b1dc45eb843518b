/** The agent's one small file. */
@NullMarked
package dev.writ.agent.config;

import org.jspecify.annotations.NullMarked;
