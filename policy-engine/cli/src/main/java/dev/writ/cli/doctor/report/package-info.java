/** What was found, for a terminal, for programs and for a browser. */
@NullMarked
package dev.writ.cli.doctor.report;

import org.jspecify.annotations.NullMarked;
