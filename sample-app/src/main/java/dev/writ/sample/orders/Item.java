package dev.writ.sample.orders;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/** Some pieces of one article. */
public record Item(@NotBlank String article, @Min(1) @Max(1000) int pieces) {}
