package dev.writ.compiler.source;

/** A value and where its author wrote it. */
public record Located<T>(T value, Location location) {}
