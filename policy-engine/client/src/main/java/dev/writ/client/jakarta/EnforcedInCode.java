package dev.writ.client.jakarta;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The endpoint asks by itself, through {@link Enforcer}, before it acts: for what is known only
 * inside, such as the amount in a body. The caller must be known. A successful answer that was made
 * without having asked is a mistake and leaves the application as 403.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface EnforcedInCode {}
