package dev.writ.cli.doctor.provider;

/**
 * A client that is registered at the provider.
 *
 * @param redirectUri one of its redirect URIs, exactly as it is registered
 */
public record Client(String id, String redirectUri) {}
