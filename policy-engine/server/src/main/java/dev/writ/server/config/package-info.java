/**
 * What an operator can set; every key is documented on {@link dev.writ.server.config.WritConfig}.
 */
@NullMarked
package dev.writ.server.config;

import org.jspecify.annotations.NullMarked;
