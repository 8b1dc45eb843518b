package dev.writ.sample.ledger;

import java.math.BigDecimal;

/** A payment in the books. */
public record Entry(String payment, String account, BigDecimal amount, String currency) {}
