package dev.writ.compiler.cel;

import java.util.List;

/**
 * A compiled expression with what remains to be checked each time it is used: names that come and
 * go with other files.
 */
record Template(CompiledExpression expression, List<NameUse> windowUses, List<NameUse> roleUses) {}
