#include "libs/changelog/mark.h"

#include <catch2/catch.hpp>

#include "libs/base/error.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::changelog {
namespace {

TEST_CASE("A mark is read back, and is at 0 before there is one") {
  const testing::TempDirectory directory;
  const auto store = kv::Store::Open(directory.path(), {"meta"});
  REQUIRE(store.ok());
  const kv::Family meta{0};
  const Mark mark{7, absl::FromUnixSeconds(1'790'000'000),
                  std::string(32, 'h')};
  kv::Batch batch(**store);
  batch.Put(meta, MarkKey(3), EncodeMark(mark));
  batch.Put(meta, MarkKey(4), "short");
  REQUIRE((*store)->Commit(std::move(batch), kv::Durability::kSynced).ok());

  const auto read = ReadMark(**store, meta, 3);
  REQUIRE(read.ok());
  CHECK(read->position == mark.position);
  CHECK(read->append_time == mark.append_time);
  CHECK(read->running_sha256 == mark.running_sha256);
  CHECK(ReadMark(**store, meta, 2)->position == 0);
  CHECK(base::ReasonOf(ReadMark(**store, meta, 4).status()) ==
        base::Reason::REASON_STORE_CORRUPT);
}

}  // namespace
}  // namespace creditproof::changelog
