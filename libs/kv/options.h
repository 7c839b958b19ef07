// How this project sets RocksDB up. Not for other folders.
#pragma once

#include <rocksdb/db.h>
#include <rocksdb/options.h>

#include <string>
#include <vector>

namespace creditproof::kv {

// `env` null means RocksDB's default.
rocksdb::DBOptions DatabaseOptions(rocksdb::Env* env);

// `names` in their order, and RocksDB's own family, which stays empty.
std::vector<rocksdb::ColumnFamilyDescriptor> Families(
    const std::vector<std::string>& names);

}  // namespace creditproof::kv
