#include "libs/kv/snapshot.h"

#include <rocksdb/db.h>

#include <memory>

#include "libs/kv/store_status.h"

namespace creditproof::kv {
namespace {

// Read ahead: the disk's latency is paid once for many blocks.
constexpr std::size_t kReadAheadBytes = std::size_t{2} << 20;

}  // namespace

Snapshot::Snapshot(const Store& store)
    : store_(store), moment_(store.db_->GetSnapshot()) {}

Snapshot::~Snapshot() { store_.db_->ReleaseSnapshot(moment_); }

absl::Status Snapshot::Scan(
    Family family, absl::string_view first, absl::string_view end,
    absl::FunctionRef<bool(absl::string_view, absl::string_view)> visit) const {
  const rocksdb::Slice bound = ToSlice(end);
  rocksdb::ReadOptions options;
  options.snapshot = moment_;
  options.fill_cache = false;
  options.readahead_size = kReadAheadBytes;
  if (!end.empty()) options.iterate_upper_bound = &bound;
  const std::unique_ptr<rocksdb::Iterator> pairs(
      store_.db_->NewIterator(options, store_.families_[family.index]));
  for (pairs->Seek(ToSlice(first)); pairs->Valid(); pairs->Next()) {
    if (!visit(ToView(pairs->key()), ToView(pairs->value()))) break;
  }
  return ToStatus(pairs->status());
}

std::uint64_t Snapshot::EstimateKeys(Family family) const {
  std::uint64_t keys = 0;
  store_.db_->GetIntProperty(store_.families_[family.index],
                             rocksdb::DB::Properties::kEstimateNumKeys, &keys);
  return keys;
}

}  // namespace creditproof::kv
