/** The agent: decides beside a service by signed bundles, without a policy compiler. */
@NullMarked
package dev.writ.agent;

import org.jspecify.annotations.NullMarked;
