package dev.writ.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PageTest {

  @Property
  void pagesTogetherHoldEveryResultOnceInOrder(
      @ForAll @Size(max = 40) Set<@IntRange(min = 0, max = 39) Integer> allowed,
      @ForAll @IntRange(min = 1, max = 7) int limit) {
    List<String> candidates = names(40);
    List<String> found = new ArrayList<>();
    int from = 0;
    while (from != Page.END) {
      Page page = Page.of(candidates, from, limit, c -> allowed.contains(Integer.valueOf(c)));
      assertThat(page.found()).hasSizeLessThanOrEqualTo(limit);
      assertThat(page.next() == Page.END || page.found().size() == limit).isTrue();
      found.addAll(page.found());
      from = page.next();
    }
    assertThat(found)
        .isEqualTo(candidates.stream().filter(c -> allowed.contains(Integer.valueOf(c))).toList());
  }

  @Test
  void aPagePromisesANextOneOnlyIfThatHoldsSomething() {
    assertThat(Page.of(names(5), 0, 2, c -> Integer.parseInt(c) < 2).next()).isEqualTo(Page.END);
    assertThat(Page.of(names(5), 0, 2, c -> c.equals("0") || c.equals("1") || c.equals("4")).next())
        .isEqualTo(4);
  }

  @Test
  void aPageDecidesTenThousandCandidatesAndNoMore() {
    var decided = new AtomicInteger();
    Page page =
        Page.of(
            names(25_000),
            0,
            10,
            candidate -> {
              decided.incrementAndGet();
              return false;
            });
    assertThat(decided).hasValue(10_000);
    assertThat(page).isEqualTo(new Page(List.of(), 10_000));
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }
}
