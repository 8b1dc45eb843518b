package dev.writ.compiler.analysis.data;

import dev.writ.compiler.document.Data;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Data of policy files as JSON values, the form in which requests have them. */
public final class Values {

  private Values() {}

  /** A String, Double, Boolean, List, Map or null. */
  public static @Nullable Object of(Data data) {
    return switch (data) {
      case Data.Text text -> text.value();
      case Data.Number number -> number.value();
      case Data.Bool bool -> bool.value();
      case Data.Null none -> null;
      case Data.Items items -> of(items);
      case Data.Fields fields -> of(fields);
    };
  }

  /** A map in the author's order; null entries are absent, at any depth of maps. */
  public static Map<String, Object> of(Data.Fields fields) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Data.Field field : fields.fields()) {
      Object value = of(field.value());
      if (value != null) {
        map.put(field.name().value(), value);
      }
    }
    return Collections.unmodifiableMap(map);
  }

  private static List<@Nullable Object> of(Data.Items items) {
    List<@Nullable Object> list = new ArrayList<>();
    items.values().forEach(item -> list.add(of(item)));
    return Collections.unmodifiableList(list);
  }
}
