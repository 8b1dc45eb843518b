/** Checks of metadata that users write themselves, in YAML. */
@NullMarked
package dev.writ.cli.doctor.own;

import org.jspecify.annotations.NullMarked;
