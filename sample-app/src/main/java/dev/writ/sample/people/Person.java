package dev.writ.sample.people;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * What the shop knows of somebody.
 *
 * @param language an ISO 639 code
 */
public record Person(
    @NotBlank @Size(max = 100) String name,
    @NotBlank @Pattern(regexp = "[a-z]{2}") String language) {}
