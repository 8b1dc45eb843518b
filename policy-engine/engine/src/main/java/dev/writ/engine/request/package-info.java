/** What a decision depends on: subject, action, resource, context, service, peer, token. */
@NullMarked
package dev.writ.engine.request;

import org.jspecify.annotations.NullMarked;
