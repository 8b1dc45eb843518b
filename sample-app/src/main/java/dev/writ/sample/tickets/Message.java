package dev.writ.sample.tickets;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What somebody writes. */
public record Message(@NotBlank @Size(max = 2000) String text) {}
