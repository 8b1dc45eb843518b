/**
 * Asks a server that may be hostile: bounded answers, bounded time, no redirect followed unseen.
 */
@NullMarked
package dev.writ.cli.doctor.web;

import org.jspecify.annotations.NullMarked;
