#include "services/ingestion/timed_page.h"

#include <catch2/catch.hpp>

#include "absl/strings/str_cat.h"
#include "libs/kv/big_endian.h"
#include "services/ingestion/families.h"
#include "services/ingestion/ingestion_bench.h"

namespace creditproof::ingestion {
namespace {

constexpr std::uint64_t kItems = 12'000;

// Every page, the items weighing `weight` bytes and only every `nth` shown.
struct Pages {
  Pages(std::size_t size, std::size_t weight, int nth) {
    Bench bench;
    kv::Batch batch(bench.store());
    for (std::uint64_t n = 0; n < kItems; ++n) {
      batch.Put(kObjections, absl::StrCat("z", kv::BigEndian(n), n), "");
    }
    REQUIRE(
        bench.store().Commit(std::move(batch), kv::Durability::kBuffered).ok());
    std::string token;
    do {
      std::size_t on_page = 0;
      const auto next = ReadTimedPage(
          bench.store(), kObjections, "z",
          *rpc::ParsePage(static_cast<int>(size), token, "all"), "all",
          [&](const std::string& id) -> absl::StatusOr<std::size_t> {
            ++read;
            if (std::stoi(id) % nth != 0) return 0;
            ++on_page;
            return weight;
          });
      REQUIRE(next.ok());
      token = *next;
      shown += on_page;
      largest = std::max(largest, on_page * weight);
      ++pages;
    } while (!token.empty());
  }

  std::uint64_t read = 0;
  std::uint64_t shown = 0;
  std::size_t largest = 0;
  int pages = 0;
};

TEST_CASE("Every item is on one page, whatever is left out") {
  const Pages pages(1000, 10, 7);
  CHECK(pages.read == kItems);
  CHECK(pages.shown == (kItems + 6) / 7);
  CHECK(pages.pages == 3);  // of 5000 that were read each
}

TEST_CASE("A page is cut before it is too heavy for a message") {
  const Pages pages(1000, 10'000, 1);
  CHECK(pages.read == kItems);
  CHECK(pages.largest < 3 << 20);
}

}  // namespace
}  // namespace creditproof::ingestion
