#include "libs/kv/options.h"

#include <rocksdb/cache.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>

#include <cstddef>
#include <cstdint>
#include <memory>

#include "libs/kv/error_log.h"

namespace creditproof::kv {
namespace {

constexpr std::size_t kMiB = std::size_t{1} << 20;
constexpr std::size_t kBlockCacheBytes = 64 * kMiB;
// Small, so that they lie in the processor's caches: a look-up or insertion in
// a large one costs several times as much. But where values are large, so many
// small files would come of it that compaction would not keep up.
constexpr std::size_t kWriteBufferBytes = 8 * kMiB;
constexpr std::size_t kLargeWriteBufferBytes = 32 * kMiB;
constexpr std::uint64_t kSmallestBlobBytes = 4096;
constexpr double kMostGarbage = 0.5;  // of the oldest blob files
constexpr int kWriteBuffers = 4;  // of a family: one fills, others are flushed
constexpr std::size_t kAllWriteBuffersBytes = 64 * kMiB;
constexpr std::size_t kAllLogsBytes = 256 * kMiB;
constexpr double kBloomBitsPerKey = 10;
constexpr double kMemoryBloomShare = 0.05;  // of a write buffer

// Most lookups are of single keys, and most of those find nothing. What memory
// the tables take is bounded by the cache, however many keys they hold; filters
// and indexes go through it in small parts, or a few would push all else out.
rocksdb::BlockBasedTableOptions TableOptions() {
  rocksdb::BlockBasedTableOptions options;
  options.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kBloomBitsPerKey));
  options.data_block_index_type =
      rocksdb::BlockBasedTableOptions::kDataBlockBinaryAndHash;
  options.cache_index_and_filter_blocks = true;
  options.partition_filters = true;
  options.index_type = rocksdb::BlockBasedTableOptions::kTwoLevelIndexSearch;
  options.block_cache = rocksdb::NewLRUCache(kBlockCacheBytes);
  return options;
}

void FitTo(Values values, rocksdb::ColumnFamilyOptions& options) {
  if (values == Values::kLarge) {
    options.write_buffer_size = kLargeWriteBufferBytes;
  }
  if (values == Values::kBlobs) {
    // Kept apart from the keys: merging files of keys then copies no values.
    options.enable_blob_files = true;
    options.min_blob_size = kSmallestBlobBytes;
    // What was deleted leaves the disk, the oldest first.
    options.enable_blob_garbage_collection = true;
    options.blob_garbage_collection_force_threshold = kMostGarbage;
  }
}

}  // namespace

rocksdb::DBOptions DatabaseOptions(rocksdb::Env* env) {
  rocksdb::DBOptions options;
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  options.paranoid_checks = true;
  options.db_write_buffer_size = kAllWriteBuffersBytes;
  options.max_total_wal_size = kAllLogsBytes;
  options.info_log = MakeErrorLog();
  if (env != nullptr) options.env = env;
  return options;
}

std::vector<rocksdb::ColumnFamilyDescriptor> Families(
    const std::vector<FamilySpec>& specs) {
  rocksdb::ColumnFamilyOptions options;
  options.write_buffer_size = kWriteBufferBytes;
  options.max_write_buffer_number = kWriteBuffers;
  options.memtable_whole_key_filtering = true;
  options.memtable_prefix_bloom_size_ratio = kMemoryBloomShare;
  options.compression = rocksdb::kLZ4Compression;
  options.bottommost_compression = rocksdb::kZSTD;
  options.table_factory.reset(
      rocksdb::NewBlockBasedTableFactory(TableOptions()));

  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (const FamilySpec& spec : specs) {
    families.emplace_back(spec.name, options);
    FitTo(spec.values, families.back().options);
  }
  families.emplace_back(rocksdb::kDefaultColumnFamilyName, options);
  return families;
}

}  // namespace creditproof::kv
