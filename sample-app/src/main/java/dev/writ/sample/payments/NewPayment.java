package dev.writ.sample.payments;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** A customer pays an order, whole. */
public record NewPayment(
    @NotBlank String orderId, @NotNull @Pattern(regexp = "[A-Z]{2}") String country) {}
