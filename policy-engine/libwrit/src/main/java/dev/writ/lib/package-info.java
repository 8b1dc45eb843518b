/**
 * The decision point inside a C shared library: bundles and requests as bytes in, answers as bytes
 * out. {@code native/writ.c} makes of the entry points here what {@code native/writ.h} declares.
 */
@NullMarked
package dev.writ.lib;

import org.jspecify.annotations.NullMarked;
