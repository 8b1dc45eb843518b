/** YAML files as trees of positioned nodes, with what the language forbids of YAML refused. */
@NullMarked
package dev.writ.compiler.yaml;

import org.jspecify.annotations.NullMarked;
