#include "services/ingestion/presence.h"

#include <catch2/catch.hpp>
#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/ingestion/families.h"
#include "services/ingestion/ingestion_bench.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {
namespace {

struct List {
  kv::Family family;
  std::string prefix;
  std::size_t suffix_bytes;
};

List ListNumber(int n) {
  const std::string id = absl::StrFormat("%032d", n);
  switch (n % 4) {
    case 0:
      return {kQuarantine, "m" + id, 32};
    case 1:
      return {kQuarantine, "o" + id.substr(0, 9), 32};
    case 2:
      return {kHolds, id, 18};
    default:
      return {kNames, "f" + CompanyCode(n), 18};
  }
}

TEST_CASE("A list reads the same whether or not the disk is asked") {
  Bench bench;
  std::mt19937 random(20261128);
  for (int round = 0; round < 5; ++round) {
    View writing(bench.store());
    for (int i = 0; i < 30; ++i) {
      const List list = ListNumber(static_cast<int>(random() % 60));
      const std::string key =
          list.prefix +
          std::string(list.suffix_bytes, char('a' + random() % 3));
      if (random() % 4 == 0) {
        writing.Delete(list.family, key);
      } else {
        writing.Put(list.family, key, "");
      }
    }
    kv::Batch batch(bench.store());
    writing.CopyTo(batch);
    REQUIRE(
        bench.store().Commit(std::move(batch), kv::Durability::kBuffered).ok());

    const auto presence = Presence::Load(bench.store()).value();
    const View asking(bench.store());
    const View knowing(bench.store(), presence.get());
    for (int n = 0; n < 60; ++n) {
      const List list = ListNumber(n);
      CHECK(knowing.Suffixes(list.family, list.prefix).value() ==
            asking.Suffixes(list.family, list.prefix).value());
    }
  }
}

TEST_CASE("What was learned may be there, what was not is not") {
  Bench bench;
  const auto presence = Presence::Load(bench.store()).value();
  const List list = ListNumber(GENERATE(0, 1, 2, 3));
  CHECK_FALSE(presence->MayHave(list.family, list.prefix));
  presence->Learn(list.family,
                  list.prefix + std::string(list.suffix_bytes, 'a'));
  CHECK(presence->MayHave(list.family, list.prefix));
}

TEST_CASE("An open row is found, and none that never was open is looked for") {
  Bench bench;
  const std::string open = "e" + std::string(32, 'a');
  const std::string never = "e" + std::string(32, 'b');
  kv::Batch batch(bench.store());
  batch.Put(kQuarantine, open, "row");
  REQUIRE(
      bench.store().Commit(std::move(batch), kv::Durability::kBuffered).ok());

  const auto presence = Presence::Load(bench.store()).value();
  CHECK(View(bench.store(), presence.get()).Get(kQuarantine, open).value() ==
        "row");
  CHECK_FALSE(presence->MayHaveKey(kQuarantine, never));
  presence->Learn(kQuarantine, never);
  CHECK(presence->MayHaveKey(kQuarantine, never));
}

TEST_CASE("Of other keys nothing is known: the disk is asked") {
  Bench bench;
  const auto presence = Presence::Load(bench.store()).value();
  CHECK(presence->MayHaveKey(kQuarantine, "a" + std::string(32, 'a')));
  CHECK(presence->MayHaveKey(kHolds, "e" + std::string(32, 'a')));
}

TEST_CASE("Names are too many to be known: the disk is asked") {
  Bench bench;
  const auto presence = Presence::Load(bench.store()).value();
  CHECK(presence->MayHave(kNames, "n0123456789abcdef"));
}

}  // namespace
}  // namespace creditproof::ingestion
