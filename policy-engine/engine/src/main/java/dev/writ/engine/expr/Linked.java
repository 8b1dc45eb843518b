package dev.writ.engine.expr;

/**
 * A linked expression.
 *
 * @param weight the steps it takes before any loop: one for each sub-expression
 * @param levels how deep its evaluation nests, lets included
 */
record Linked(Node node, int weight, int levels) {}
