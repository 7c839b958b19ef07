#include "services/ingestion/view.h"

#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/testing/temp_directory.h"
#include "services/ingestion/families.h"

namespace creditproof::ingestion {
namespace {

using Model = std::map<std::string, std::string>;

constexpr std::size_t kAll = 1000;

// Writes at random, to `view` and to the model.
void Scribble(std::mt19937& random, View& view, Model& model) {
  for (int i = 0; i < 30; ++i) {
    const std::string key = absl::StrCat("k", random() % 40);
    if (random() % 3 == 0) {
      view.Delete(kIndex, key);
      model.erase(key);
    } else {
      view.Put(kIndex, key, absl::StrCat(i));
      model[key] = absl::StrCat(i);
    }
  }
  view.Put(kIndex, "other", "");
}

std::vector<std::string> SuffixesIn(const Model& model,
                                    const std::string& after,
                                    std::size_t limit) {
  std::vector<std::string> suffixes;
  for (const auto& [key, value] : model) {
    const std::string suffix = key.substr(1);
    if (suffix > after && suffixes.size() < limit) suffixes.push_back(suffix);
  }
  return suffixes;
}

void CheckSame(const View& view, const Model& model) {
  for (int n = 0; n < 40; ++n) {
    const auto found = model.find(absl::StrCat("k", n));
    const auto value = view.Get(kIndex, absl::StrCat("k", n)).value();
    REQUIRE(value.has_value() == (found != model.end()));
    if (value.has_value()) REQUIRE(*value == found->second);
  }
  REQUIRE(view.Suffixes(kIndex, "k").value() == SuffixesIn(model, "", kAll));
  for (const std::size_t limit : {1, 3, 7}) {
    for (const std::string after : {"", "1", "25", "7"}) {
      REQUIRE(view.SuffixesAfter(kIndex, "k", after, limit).value() ==
              SuffixesIn(model, after, limit));
    }
  }
}

TEST_CASE(
    "The writer's view asks the store once for what is asked twice running") {
  testing::TempDirectory directory;
  const auto store = OpenStore(directory.path(), 16).value();
  const auto presence = Presence::Load(*store).value();
  View view(*store, presence.get());
  REQUIRE_FALSE(view.Has(kIndex, "k").value());
  kv::Batch batch(*store);
  batch.Put(kIndex, "k", "stored");
  REQUIRE(store->Commit(std::move(batch), kv::Durability::kBuffered).ok());

  CHECK_FALSE(view.Has(kIndex, "k").value());
  CHECK_FALSE(view.Has(kNames, "k").value());  // the key of another family
  view.AskAnew();
  CHECK(view.Get(kIndex, "k").value() == "stored");
  view.Put(kIndex, "k", "written");
  CHECK(view.Get(kIndex, "k").value() == "written");
  view.Delete(kIndex, "k");
  CHECK_FALSE(view.Has(kIndex, "k").value());
}

TEST_CASE("A view reads its writes, then those before it, then the store") {
  const auto seed = GENERATE(range(0u, 20u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  testing::TempDirectory directory;
  const auto store = OpenStore(directory.path(), 16).value();
  Model model;
  View stored(*store);
  Scribble(random, stored, model);
  kv::Batch batch(*store);
  stored.CopyTo(batch);
  REQUIRE(store->Commit(std::move(batch), kv::Durability::kBuffered).ok());

  View before(*store);
  Scribble(random, before, model);
  View view(*store);
  view.StandBehind(&before);
  CheckSame(view, model);
  Scribble(random, view, model);
  CheckSame(view, model);

  kv::Batch arriving(*store);  // what is before it may get there meanwhile
  before.CopyTo(arriving);
  REQUIRE(store->Commit(std::move(arriving), kv::Durability::kBuffered).ok());
  CheckSame(view, model);
}

}  // namespace
}  // namespace creditproof::ingestion
