#include "libs/testing/compacted_bytes.h"

#include <rocksdb/convenience.h>
#include <rocksdb/db.h>
#include <rocksdb/utilities/options_util.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

namespace creditproof::testing {
namespace {

void Require(const rocksdb::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "%s\n", status.ToString().c_str());
  std::abort();
}

std::uint64_t TableBytes(rocksdb::DB& db) {
  std::vector<rocksdb::LiveFileMetaData> tables;
  db.GetLiveFilesMetaData(&tables);
  std::uint64_t bytes = 0;
  for (const auto& table : tables) bytes += table.size;
  return bytes;
}

}  // namespace

std::uint64_t CompactedBytes(const std::filesystem::path& directory) {
  rocksdb::ConfigOptions config;
  rocksdb::DBOptions options;
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  Require(rocksdb::LoadLatestOptions(config, directory.string(), &options,
                                     &families));
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* opened = nullptr;
  Require(rocksdb::DB::Open(options, directory.string(), families, &handles,
                            &opened));
  const std::unique_ptr<rocksdb::DB> db(opened);
  rocksdb::CompactRangeOptions whole;
  whole.bottommost_level_compaction =
      rocksdb::BottommostLevelCompaction::kForce;
  for (rocksdb::ColumnFamilyHandle* family : handles) {
    Require(db->Flush(rocksdb::FlushOptions(), family));
    Require(db->CompactRange(whole, family, nullptr, nullptr));
  }
  const std::uint64_t bytes = TableBytes(*db);
  for (rocksdb::ColumnFamilyHandle* family : handles) {
    Require(db->DestroyColumnFamilyHandle(family));
  }
  return bytes;
}

}  // namespace creditproof::testing
