package dev.writ.client.jakarta;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what the annotations of endpoints demand. What they leave open is refused. */
final class EndpointRules {

  private static final Pattern PARAMETER = Pattern.compile("\\{\\s*([A-Za-z_][\\w.-]*)\\s*[:}]");

  private EndpointRules() {}

  /** The rule of a method, which its own annotation decides, else its class's. */
  static EndpointRule of(Class<?> resource, Method method) {
    if (Arrays.stream(method.getAnnotations()).noneMatch(EndpointRules::isHttpMethod)) {
      return new EndpointRule.Refused("it hands over to another resource, whose rules are unknown");
    }
    EndpointRule own = of(method, resource, method);
    if (own != null) {
      return own;
    }
    EndpointRule common = of(resource, resource, method);
    return common != null
        ? common
        : new EndpointRule.Refused("say `@Enforce`, `@EnforcedInCode` or `@Unenforced`");
  }

  private static boolean isHttpMethod(Annotation annotation) {
    return annotation.annotationType().isAnnotationPresent(HttpMethod.class);
  }

  private static @Nullable EndpointRule of(
      AnnotatedElement element, Class<?> resource, Method method) {
    Enforce enforce = element.getAnnotation(Enforce.class);
    EnforcedInCode inCode = element.getAnnotation(EnforcedInCode.class);
    Unenforced unenforced = element.getAnnotation(Unenforced.class);
    int said = (enforce == null ? 0 : 1) + (inCode == null ? 0 : 1) + (unenforced == null ? 0 : 1);
    if (said > 1) {
      return new EndpointRule.Refused("say one of `@Enforce`, `@EnforcedInCode`, `@Unenforced`");
    }
    if (enforce != null) {
      return ask(enforce, resource, method);
    }
    if (unenforced != null) {
      return unenforced.because().isBlank()
          ? new EndpointRule.Refused("say `because` of what it is unenforced")
          : new EndpointRule.Open();
    }
    return inCode == null ? null : new EndpointRule.InCode();
  }

  private static EndpointRule ask(Enforce enforce, Class<?> resource, Method method) {
    if (enforce.action().isBlank() || enforce.resource().isBlank() || enforce.id().isEmpty()) {
      return new EndpointRule.Refused("`@Enforce` has an empty action, resource or id");
    }
    IdTemplate id = new IdTemplate(enforce.id());
    if (!id.isWellFormed()) {
      return new EndpointRule.Refused("`" + id.text() + "` has braces around no parameter");
    }
    Set<String> unknown = new HashSet<>(id.parameters());
    unknown.removeAll(parameters(path(resource)));
    unknown.removeAll(parameters(path(method)));
    if (!unknown.isEmpty()) {
      return new EndpointRule.Refused(
          "its path has no parameter `" + String.join("`, `", unknown) + "`");
    }
    return new EndpointRule.Ask(enforce.action(), enforce.resource(), id, enforce.properties());
  }

  /** The names of a path's parameters; an expression may follow each. */
  private static Set<String> parameters(String path) {
    return PARAMETER
        .matcher(path)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String path(AnnotatedElement element) {
    Path path = element.getAnnotation(Path.class);
    return path == null ? "" : path.value();
  }
}
