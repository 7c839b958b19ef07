// A store with a trail, for tests that tamper with it.
#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <utility>

#include "libs/audit/trail.h"
#include "libs/base/error.h"
#include "libs/kv/big_endian.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::audit {

inline constexpr kv::Family kAudit{0};

inline std::unique_ptr<kv::Store> OpenStore(
    const testing::TempDirectory& directory, rocksdb::Env* env = nullptr) {
  return kv::Store::Open(directory.path() / "store", {"audit"}, env).value();
}

inline v1::AuditEntry Entry(const std::string& subject) {
  v1::AuditEntry entry;
  entry.set_client("portal");
  entry.set_subject(subject);
  return entry;
}

inline std::string Key(std::uint64_t sequence) {
  return kv::BigEndian(sequence);
}

struct Fixture {
  testing::TempDirectory directory;
  std::unique_ptr<kv::Store> store = OpenStore(directory);
  std::unique_ptr<Trail> trail = Trail::Open(*store, kAudit).value();

  // On one page.
  void Add(int count) {
    std::uint64_t last = 0;
    for (int i = 0; i < count; ++i) last = trail->Add(Entry("subject"));
    REQUIRE(trail->WaitDurable(last).ok());
  }

  // Each entry on a page of its own.
  void AddPages(int count) {
    for (int i = 0; i < count; ++i) Add(1);
  }

  void Reopen(Retention retention = {}) {
    trail.reset();
    trail = Trail::Open(*store, kAudit, std::move(retention)).value();
  }

  v1::AuditPage Page(std::uint64_t sequence) {
    v1::AuditPage page;
    REQUIRE(page.ParseFromString(Stored(sequence)));
    return page;
  }

  void Put(const std::string& key, const std::string& bytes) {
    kv::Batch batch(*store);
    batch.Put(kAudit, key, bytes);
    REQUIRE(store->Commit(std::move(batch), kv::Durability::kSynced).ok());
  }
  void Put(std::uint64_t sequence, const std::string& bytes) {
    Put(Key(sequence), bytes);
  }

  void Remove(const std::string& key) {
    kv::Batch batch(*store);
    batch.Delete(kAudit, key);
    REQUIRE(store->Commit(std::move(batch), kv::Durability::kSynced).ok());
  }
  void Remove(std::uint64_t sequence) { Remove(Key(sequence)); }

  std::string Stored(std::uint64_t sequence) {
    return store->Get(kAudit, Key(sequence)).value();
  }

  // What Verify says, which must be DATA_LOSS.
  std::string Damage() {
    const absl::Status status = trail->Verify();
    CHECK(status.code() == absl::StatusCode::kDataLoss);
    CHECK(base::ReasonOf(status) == base::Reason::REASON_STORE_CORRUPT);
    return std::string(status.message());
  }

  // What a walk says that knows `earlier`.
  v1::TrailState Walked(const v1::ChainPoint& earlier = {}) {
    return trail->Walk(earlier, [](std::uint64_t) { return true; }).value();
  }
};

}  // namespace creditproof::audit
