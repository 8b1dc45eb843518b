package dev.writ.engine.expr.function;

import dev.writ.engine.program.Function;
import dev.writ.engine.request.SpiffeId;
import dev.writ.engine.value.Cidr;
import dev.writ.engine.value.Ip;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Addresses, with the names and meaning of Kubernetes's CEL libraries, and SPIFFE IDs. */
final class NetworkFunctions {
  private NetworkFunctions() {}

  static void register(Functions functions) {
    functions.unary(Function.TO_IP, (value, budget) -> toIp(value));
    functions.unary(Function.TO_CIDR, (value, budget) -> toCidr(value));
    functions.unary(Function.IS_IP, NetworkFunctions::isIp);
    functions.unary(Function.IS_CIDR, NetworkFunctions::isCidr);
    functions.unary(Function.IP_IS_CANONICAL, NetworkFunctions::isCanonical);
    functions.unary(Function.IP_FAMILY, NetworkFunctions::family);
    functions.unary(Function.IP_IS_LOOPBACK, test(Ip::isLoopback));
    functions.unary(Function.IP_IS_UNSPECIFIED, test(Ip::isUnspecified));
    functions.unary(Function.IP_IS_GLOBAL_UNICAST, test(Ip::isGlobalUnicast));
    functions.unary(Function.IP_IS_LINK_LOCAL_UNICAST, test(Ip::isLinkLocalUnicast));
    functions.unary(Function.IP_IS_LINK_LOCAL_MULTICAST, test(Ip::isLinkLocalMulticast));
    functions.binary(Function.CIDR_CONTAINS_IP, NetworkFunctions::containsIp);
    functions.binary(Function.CIDR_CONTAINS_CIDR, NetworkFunctions::containsCidr);
    functions.unary(Function.CIDR_IP, (value, budget) -> of(value, Cidr::address));
    functions.unary(Function.CIDR_MASKED, (value, budget) -> of(value, Cidr::masked));
    functions.unary(
        Function.CIDR_PREFIX_LENGTH, (value, budget) -> of(value, range -> (long) range.prefix()));
    functions.unary(Function.SPIFFE, NetworkFunctions::spiffe);
  }

  private static Object toIp(Object value) {
    if (!(value instanceof String text)) {
      return value instanceof Ip ? value : Errors.WRONG_TYPE;
    }
    Ip address = Ip.parse(text);
    return address == null ? Errors.INVALID : address;
  }

  private static Object toCidr(Object value) {
    if (!(value instanceof String text)) {
      return value instanceof Cidr ? value : Errors.WRONG_TYPE;
    }
    Cidr range = Cidr.parse(text);
    return range == null ? Errors.INVALID : range;
  }

  private static Object isIp(Object value, Budget budget) {
    return value instanceof String text ? (Object) (Ip.parse(text) != null) : Errors.WRONG_TYPE;
  }

  private static Object isCidr(Object value, Budget budget) {
    return value instanceof String text ? (Object) (Cidr.parse(text) != null) : Errors.WRONG_TYPE;
  }

  private static Object isCanonical(Object value, Budget budget) {
    Object address = toIp(value);
    return address instanceof Ip && value instanceof String text
        ? (Object) address.toString().equals(text)
        : address;
  }

  private static Object family(Object value, Budget budget) {
    if (value instanceof Ip address) {
      return address.isV4() ? 4L : 6L;
    }
    return Errors.WRONG_TYPE;
  }

  private static Operations.Unary test(Predicate<Ip> predicate) {
    return (value, budget) ->
        value instanceof Ip address ? (Object) predicate.test(address) : Errors.WRONG_TYPE;
  }

  private static Object of(Object value, java.util.function.Function<Cidr, Object> property) {
    return value instanceof Cidr range ? property.apply(range) : Errors.WRONG_TYPE;
  }

  private static Object containsIp(Object value, Object sought, Budget budget) {
    Object address = toIp(sought);
    if (!(value instanceof Cidr range) || !(address instanceof Ip ip)) {
      return address instanceof Ip ? Errors.WRONG_TYPE : address;
    }
    return range.contains(ip);
  }

  private static Object containsCidr(Object value, Object sought, Budget budget) {
    Object other = toCidr(sought);
    if (!(value instanceof Cidr range) || !(other instanceof Cidr inner)) {
      return other instanceof Cidr ? Errors.WRONG_TYPE : other;
    }
    return range.contains(inner);
  }

  private static Object spiffe(Object value, Budget budget) {
    if (!(value instanceof String text)) {
      return Errors.WRONG_TYPE;
    }
    // several passes over the text, and parts of it are copied
    if (!budget.takeText(4L * Math.min(text.length(), SpiffeId.MAX_LENGTH))) {
      return Errors.BUDGET;
    }
    SpiffeId id = SpiffeId.parse(text);
    return id == null ? Errors.INVALID : properties(id);
  }

  private static Map<String, Object> properties(SpiffeId id) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("id", id.toString());
    properties.put("trustDomain", id.trustDomain());
    properties.put("path", id.path());
    String namespace = id.namespace();
    String account = id.account();
    if (namespace != null && account != null) {
      properties.put("namespace", namespace);
      properties.put("account", account);
    }
    return Collections.unmodifiableMap(properties);
  }
}
