/** {@code writ doctor} against fake providers with faults, hostile ones, and a real one. */
@NullMarked
package dev.writ.cli.doctor;

import org.jspecify.annotations.NullMarked;
