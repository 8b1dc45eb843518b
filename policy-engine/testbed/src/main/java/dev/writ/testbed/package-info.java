/** Real servers for tests, each started on 127.0.0.1 and stopped with the test. */
@NullMarked
package dev.writ.testbed;

import org.jspecify.annotations.NullMarked;
