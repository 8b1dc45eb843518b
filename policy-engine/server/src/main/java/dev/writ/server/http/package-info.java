/** What holds for every HTTP answer: request identification, headers, host names, errors. */
@NullMarked
package dev.writ.server.http;

import org.jspecify.annotations.NullMarked;
