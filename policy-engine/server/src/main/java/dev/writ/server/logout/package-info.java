/** Logouts that identity providers announce (OpenID Connect Back-Channel Logout 1.0). */
@NullMarked
package dev.writ.server.logout;

import org.jspecify.annotations.NullMarked;
