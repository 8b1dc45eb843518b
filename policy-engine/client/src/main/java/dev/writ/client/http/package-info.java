/** A policy decision point reached over HTTP. */
@NullMarked
package dev.writ.client.http;

import org.jspecify.annotations.NullMarked;
