package dev.writ.sample.orders;

/** An order on the page, with what its reader may do to it. */
record Line(Order order, boolean mayCancel, boolean mayReturn) {}
