/** Tests of what the documents show; CONTRIBUTING.md has their conventions. */
@NullMarked
package dev.writ.cli.documents;

import org.jspecify.annotations.NullMarked;
