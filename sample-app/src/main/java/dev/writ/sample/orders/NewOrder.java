package dev.writ.sample.orders;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;

/** What a customer asks for. */
public record NewOrder(@NotEmpty @Size(max = 100) List<@Valid Item> items) {}
